package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is applied and rolled back: the schema is the one from then, and no other row moved. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackPropertyTest {

  private static final int CASES = 100;
  private static final int MOST = 6;

  @TempDir Path folder;

  @Test
  void a_rollback_gives_back_the_schema_of_the_version_and_touches_no_other_row()
      throws IOException, SQLException {
    try (var server = EmbeddedPostgres.temporary()) {
      for (var seed = 1L; seed <= CASES; seed++) {
        check(server, seed);
      }
    }
  }

  private void check(EmbeddedPostgres server, long seed) throws IOException, SQLException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var shell = new Shell(server, Files.createDirectory(folder.resolve("case" + seed)));
    var size = 1 + random.nextInt(MOST);
    shell.write("0001_kept.sql", kept(random));
    var scripts = new Generated(random);
    for (var i = 2; i <= size + 1; i++) {
      var pair = scripts.next(i);
      shell.write("%04d_x.sql".formatted(i), pair.up());
      shell.write("%04d_x.down.sql".formatted(i), pair.down());
    }
    var to = "%04d".formatted(1 + random.nextInt(size));
    run(shell, seed, "migrate", "--to", to);
    var then = snapshot(server, shell);
    run(shell, seed, "migrate");
    var top = snapshot(server, shell);
    var rows = rows(shell);

    run(
        shell,
        seed,
        "rollback",
        "--to",
        to,
        "--reason",
        "by chance",
        "--yes",
        "--shadow-url",
        server.url("postgres"));

    assertThat(snapshot(server, shell)).as("seed %d", seed).isEqualTo(then);
    assertThat(rows(shell)).as("seed %d", seed).isEqualTo(rows);
    assertThat(shell.run("drift").status()).as("seed %d", seed).isZero();
    run(shell, seed, "migrate");
    assertThat(snapshot(server, shell)).as("seed %d", seed).isEqualTo(top);
  }

  private static void run(Shell shell, long seed, String... words) {
    var said = shell.run(words);
    assertThat(said.status()).as("seed %d: %s", seed, said.all()).isZero();
  }

  private static SchemaSnapshot snapshot(EmbeddedPostgres server, Shell shell) throws SQLException {
    try (var connection =
        DriverManager.getConnection(server.url(shell.database), server.user(), server.password())) {
      return SchemaSnapshot.take(connection);
    }
  }

  private static String kept(RandomGenerator random) {
    return "CREATE TABLE kept(id int PRIMARY KEY, v text);\n"
        + "INSERT INTO kept SELECT g, md5((g * %d)::text) FROM generate_series(1, %d) g;\n"
            .formatted(1 + random.nextInt(1000), random.nextInt(500));
  }

  /** How many, and what is in them. */
  private static String rows(Shell shell) {
    return shell.ask(
        "SELECT count(*) || ' ' || coalesce(md5(string_agg(id || v, ',' ORDER BY id)), '')"
            + " FROM kept");
  }

  /** A script and the one that takes it back. */
  private record Pair(String up, String down) {}

  /** Scripts that each stand on what those before have made. */
  private static final class Generated {

    private final RandomGenerator random;
    private final List<String> tables = new ArrayList<>(List.of("kept"));

    private Generated(RandomGenerator random) {
      this.random = random;
    }

    private Pair next(int number) {
      var ups = new StringBuilder();
      var downs = new ArrayList<String>();
      for (var i = 0; i <= random.nextInt(3); i++) {
        var pair = change(number + "_" + i);
        ups.append(pair.up()).append(";\n");
        downs.addFirst(pair.down() + ";\n");
      }
      return new Pair(ups.toString(), String.join("", downs));
    }

    private Pair change(String id) {
      var on = tables.get(random.nextInt(tables.size()));
      return switch (random.nextInt(8)) {
        case 0, 1 -> {
          var table = "t" + id;
          tables.add(table);
          yield new Pair(
              "CREATE TABLE %s(id int PRIMARY KEY, v text DEFAULT 'x')".formatted(table),
              "DROP TABLE " + table);
        }
        case 2 ->
            both(
                "ALTER TABLE %s ADD c%s int NOT NULL DEFAULT 7", "ALTER TABLE %s DROP c%s", on, id);
        case 3 -> new Pair("CREATE INDEX i%s ON %s(v)".formatted(id, on), "DROP INDEX i" + id);
        case 4 ->
            both(
                "ALTER TABLE %s ADD CONSTRAINT k%s CHECK (id > 0)",
                "ALTER TABLE %s DROP CONSTRAINT k%s", on, id);
        case 5 ->
            new Pair("CREATE VIEW w%s AS SELECT id FROM %s".formatted(id, on), "DROP VIEW w" + id);
        case 6 -> new Pair("CREATE TYPE e%s AS ENUM ('a', 'b')".formatted(id), "DROP TYPE e" + id);
        default ->
            new Pair(
                "CREATE FUNCTION f%s(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 1'"
                    .formatted(id),
                "DROP FUNCTION f%s(int)".formatted(id));
      };
    }

    private static Pair both(String up, String down, String table, String id) {
      return new Pair(up.formatted(table, id), down.formatted(table, id));
    }
  }
}
