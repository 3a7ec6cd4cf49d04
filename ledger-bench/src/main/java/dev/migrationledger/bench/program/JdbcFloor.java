package dev.migrationledger.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least a JDBC program can do: per file one string {@code BEGIN; script; INSERT history row;
 * COMMIT}; and, when all is applied, a checksum of each file beside its history row.
 *
 * <p>Arguments: {@code migrate | migrate-batched | no-op | answer}, JDBC address, user, folder. The
 * password comes from {@code PGPASSWORD}.
 */
public final class JdbcFloor {

  private static final int BATCH_STATEMENTS = 500;

  private JdbcFloor() {}

  /** Runs one of the four. */
  public static void main(String[] arguments) throws Exception {
    var password = System.getenv("PGPASSWORD");
    try (var connection = DriverManager.getConnection(arguments[1], arguments[2], password)) {
      var folder = Path.of(arguments[3]);
      switch (arguments[0]) {
        case "migrate" -> migrate(connection, folder, false);
        case "migrate-batched" -> migrate(connection, folder, true);
        case "no-op" -> check(connection, folder);
        case "answer" -> System.out.println(applied(connection).size());
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void migrate(Connection connection, Path folder, boolean batched)
      throws SQLException, IOException, GeneralSecurityException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS history (file text PRIMARY KEY, checksum text NOT NULL,"
              + " applied_at timestamptz NOT NULL DEFAULT now())");
    }
    var known = applied(connection);
    for (var file : Checksums.scripts(folder)) {
      var name = file.getFileName().toString();
      if (known.containsKey(name)) {
        continue;
      }
      if (batched) {
        inBatches(connection, file, name);
      } else {
        var bytes = Files.readAllBytes(file);
        execute(
            connection,
            "BEGIN;"
                + new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                + history(name, Checksums.of(bytes)));
      }
    }
  }

  private static String history(String name, String checksum) {
    return ";INSERT INTO history (file, checksum) VALUES ('%s', '%s');COMMIT"
        .formatted(name, checksum);
  }

  /** Strings of some hundred statements: each line of the file is one. */
  private static void inBatches(Connection connection, Path file, String name)
      throws SQLException, IOException, GeneralSecurityException {
    execute(connection, "BEGIN");
    var batch = new StringBuilder();
    int statements = 0;
    try (var lines = Files.newBufferedReader(file)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.append(line).append('\n');
        statements++;
        if (statements == BATCH_STATEMENTS) {
          execute(connection, batch.toString());
          batch.setLength(0);
          statements = 0;
        }
      }
    }
    execute(connection, batch + history(name, Checksums.of(file)));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void check(Connection connection, Path folder)
      throws SQLException, IOException, GeneralSecurityException {
    var known = applied(connection);
    List<Path> scripts = Checksums.scripts(folder);
    for (var file : scripts) {
      var expected = known.get(file.getFileName().toString());
      if (!Checksums.of(Files.readAllBytes(file)).equals(expected)) {
        throw new IllegalStateException(file + " is not what was applied");
      }
    }
    System.out.println(scripts.size() + " applied, nothing to do");
  }

  private static Map<String, String> applied(Connection connection) throws SQLException {
    Map<String, String> applied = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT file, checksum FROM history")) {
      while (rows.next()) {
        applied.put(rows.getString(1), rows.getString(2));
      }
    }
    return applied;
  }
}
