package dev.migrationledger.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationledger.schema.diff.SchemaDiff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The snapshot of a database and of what {@code pg_dump | psql} makes of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DumpCopyTest {

  @Test
  void a_copy_by_dump_and_restore_has_the_same_snapshot() throws Exception {
    var programs = DistributionServer.programs();
    assumeTrue(
        programs.isPresent(),
        "no folder /usr/lib/postgresql/*/bin has initdb, postgres, pg_dump and psql; install"
            + " PostgreSQL of the distribution");
    try (var server = DistributionServer.start(programs.get())) {
      server.psql("postgres", "CREATE DATABASE one", "CREATE DATABASE two");
      server.file("one", fixture());
      server.copy("one", "two");

      var one = snapshot(server, "one");
      var two = snapshot(server, "two");

      assertThat(one.size()).isGreaterThan(100);
      assertThat(SchemaDiff.between(one, two)).isEmpty();
      assertThat(two.hash()).isEqualTo(one.hash());

      change(server, "two", "ALTER TABLE app.users ADD COLUMN noticed int");
      assertThat(snapshot(server, "two").hash()).isNotEqualTo(one.hash());
    }
  }

  private static SchemaSnapshot snapshot(DistributionServer server, String database)
      throws SQLException {
    try (Connection c = DriverManager.getConnection(server.url(database), "postgres", "")) {
      return SchemaSnapshot.take(c);
    }
  }

  private static void change(DistributionServer server, String database, String sql)
      throws SQLException {
    try (Connection c = DriverManager.getConnection(server.url(database), "postgres", "");
        Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Without a language whose handler belongs to an extension: pg_dump forgets the handler. */
  private static Path fixture() throws IOException {
    var file = Files.createTempFile("everything", ".sql");
    try (InputStream in = DumpCopyTest.class.getResourceAsStream("/fixtures/everything.sql")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var dumped = text.lines().filter(line -> !line.startsWith("CREATE LANGUAGE ours")).toList();
      return Files.write(file, dumped, StandardCharsets.UTF_8);
    }
  }
}
