package dev.migrationledger.runner.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RowsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Examination target;
  private String database;

  @BeforeEach
  void open() {
    database = Examination.create(server);
    target = new Examination(server, folder, server.user(), server.password(), database);
    assertThat(
            target.run(
                """
                CREATE TABLE team (id int PRIMARY KEY);
                CREATE TABLE person (id int, team int, email text, "a; b" text);
                INSERT INTO team VALUES (1);
                INSERT INTO person VALUES (1, 1, 'x', 'q'), (2, 7, 'x', NULL), (3, NULL, NULL, NULL);
                ALTER TABLE person ADD CONSTRAINT old CHECK (id < 3) NOT VALID;
                ALTER TABLE person ADD CONSTRAINT of FOREIGN KEY (team) REFERENCES team NOT VALID
                """))
        .isEmpty();
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void rows_that_a_statement_would_fail_on_are_counted() {
    assertThat(
            target.lines(
                """
                ALTER TABLE person ALTER COLUMN email SET NOT NULL;
                ALTER TABLE person ADD UNIQUE (email);
                CREATE UNIQUE INDEX CONCURRENTLY twice ON person ("a; b") NULLS NOT DISTINCT;
                ALTER TABLE person ADD CONSTRAINT f FOREIGN KEY (team) REFERENCES team;
                ALTER TABLE person ADD PRIMARY KEY (team);
                ALTER TABLE person VALIDATE CONSTRAINT old;
                ALTER TABLE person VALIDATE CONSTRAINT of;
                """))
        .containsExactly(
            "PREREQ-004 ERROR 0001_a.sql:1:1 0001_a.sql line 1 makes email of person NOT NULL, and 1 row"
                + " has NULL there",
            "PREREQ-005 ERROR 0001_a.sql:2:24 0001_a.sql line 2 makes email of person unique, and 2 rows"
                + " share their values with others",
            "PREREQ-005 ERROR 0001_a.sql:3:1 0001_a.sql line 3 makes a; b of person unique, and 2 rows"
                + " share their values with others",
            "PREREQ-006 ERROR 0001_a.sql:4:24 0001_a.sql line 4 lets team of person point to team, and 1"
                + " row points to nothing",
            "PREREQ-004 ERROR 0001_a.sql:5:24 0001_a.sql line 5 makes team of person NOT NULL, and 1 row"
                + " has NULL there",
            "PREREQ-007 ERROR 0001_a.sql:6:1 0001_a.sql line 6 validates constraint old of person, and 1"
                + " row violates it",
            "PREREQ-007 ERROR 0001_a.sql:7:1 0001_a.sql line 7 validates constraint of of person, and 1"
                + " row violates it");
  }

  @Test
  void the_remedy_has_a_query_that_shows_them() {
    var finding =
        target.findings(
            java.util.Map.of("0001_a.sql", "ALTER TABLE person ALTER \"a; b\" SET NOT NULL;"));

    assertThat(finding).hasSize(1);
    assertThat(finding.getFirst().remedy())
        .isEqualTo(
            "They are shown by: SELECT * FROM \"public\".\"person\" WHERE \"a; b\" IS NULL; Give them"
                + " a value (UPDATE ... WHERE ... IS NULL) in a migration before.");
  }

  @Test
  void rows_that_are_as_they_must_be_are_no_finding() {
    assertThat(
            target.lines(
                """
                ALTER TABLE person ALTER COLUMN id SET NOT NULL;
                ALTER TABLE person ADD UNIQUE (id), ADD UNIQUE ("a; b");
                ALTER TABLE person ADD FOREIGN KEY (id) REFERENCES person (id) NOT VALID;
                CREATE UNIQUE INDEX ON person (lower(email));
                CREATE UNIQUE INDEX ON person (email) WHERE id = 1;
                """))
        .isEmpty();
  }

  @Test
  void what_may_change_the_rows_before_makes_it_silent() {
    for (var before :
        new String[] {
          "UPDATE person SET email = id::text",
          "DELETE FROM team",
          "TRUNCATE team CASCADE",
          "DO $$ BEGIN UPDATE person SET email = id::text; END $$",
          "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$",
          "ALTER TABLE person ALTER COLUMN email TYPE varchar USING coalesce(email, 'y')",
          "ALTER TABLE person DROP COLUMN email; ALTER TABLE person ADD COLUMN email text DEFAULT ''",
          "CREATE FUNCTION fix() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT fix()",
          "CREATE VIEW v AS SELECT * FROM person; UPDATE v SET email = id::text",
          "BEGIN; ROLLBACK",
        }) {
      assertThat(
              target
                  .lines(before + "; ALTER TABLE person ALTER COLUMN email SET NOT NULL;")
                  .stream()
                  .filter(line -> line.contains("PREREQ-004")))
          .as(before)
          .isEmpty();
    }
    assertThat(
            target.lines(
                "INSERT INTO team VALUES (2); ALTER TABLE person ALTER COLUMN email SET NOT NULL;"))
        .hasSize(1);
  }

  @Test
  void a_table_that_cannot_be_asked_cheaply_is_left_and_said_so() throws SQLException {
    target.run("ANALYZE person; UPDATE pg_class SET reltuples = 5e7 WHERE relname = 'person'");
    assertThat(target.lines("ALTER TABLE person ALTER COLUMN email SET NOT NULL;"))
        .hasSize(1)
        .allMatch(line ->
            line.startsWith("PREREQ-008 INFO 0001_a.sql:1:1 ")
                && line.contains("the rows were not looked at, because the table is large (about"));
    target.run("UPDATE pg_class SET reltuples = 3 WHERE relname = 'person'");
    target.run("CREATE ROLE blind LOGIN PASSWORD 'pw-of-blind'");
    try (var blind = new Examination(server, folder, "blind", "pw-of-blind", database)) {
      assertThat(blind.lines("ALTER TABLE person ALTER COLUMN email SET NOT NULL;"))
          .hasSize(1)
          .allMatch(line -> line.endsWith("because the role may not read the table"));
    }
    try (Connection other =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute("LOCK TABLE person");
      assertThat(target.lines("ALTER TABLE person ALTER COLUMN email SET NOT NULL;"))
          .hasSize(1)
          .allMatch(line -> line.endsWith("because somebody holds a lock on the table"));
    }
  }
}
