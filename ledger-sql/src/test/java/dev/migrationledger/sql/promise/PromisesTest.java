package dev.migrationledger.sql.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PromisesTest {

  @Test
  void what_is_written_is_promised() {
    assertThat(
            promised(
                """
                CREATE TABLE app.users (
                  id bigserial PRIMARY KEY,
                  email varchar(80) NOT NULL,
                  tags text[],
                  CONSTRAINT mail CHECK (email <> ''));
                CREATE UNIQUE INDEX users_email ON app.users (email);
                CREATE VIEW v AS SELECT 1;
                """))
        .containsExactlyInAnyOrder(
            "table app.users 1",
            "column app.users.id 2 pg_catalog.int8",
            "column app.users.email 3 pg_catalog.varchar{84} not null",
            "column app.users.tags 4 text[]",
            "constraint app.users.mail 5 c valid",
            "index app.users_email 6 unique on app.users [email] valid",
            "view v 7");
  }

  @Test
  void what_a_later_statement_makes_of_it_is_promised() {
    assertThat(
            promised(
                """
                CREATE TABLE t (a int, b int NOT NULL, c int, d numeric(8, 2));
                ALTER TABLE t ALTER a TYPE bigint, ALTER a SET NOT NULL, ALTER b DROP NOT NULL;
                ALTER TABLE t DROP COLUMN c, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES o NOT VALID;
                ALTER TABLE t VALIDATE CONSTRAINT f;
                ALTER TABLE t RENAME COLUMN d TO e;
                """))
        .containsExactlyInAnyOrder(
            "table t 1",
            "column t.a 1 pg_catalog.int8 not null",
            "column t.b 1 pg_catalog.int4",
            "no column t.c 3",
            "constraint t.f 3 f valid",
            "no column t.d 5",
            "column t.e 5");
  }

  @Test
  void what_goes_takes_its_promises_along() {
    assertThat(
            promised(
                """
                CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP TABLE t;
                CREATE TABLE old (a int); ALTER TABLE old RENAME TO new;
                CREATE TABLE k (a int, b int); CREATE INDEX j ON k (a, b);
                ALTER TABLE k DROP COLUMN b;
                """))
        .containsExactlyInAnyOrder(
            "no table t 1",
            "no table old 2",
            "relation new 2",
            "table k 3",
            "column k.a 3 pg_catalog.int4",
            "no column k.b 4");
  }

  @Test
  void nothing_is_promised_from_before_what_cannot_be_read() {
    for (var anything :
        List.of(
            "DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$",
            "CALL tidy()",
            "DROP TABLE o CASCADE",
            "DROP OWNED BY app",
            "ROLLBACK TO SAVEPOINT s")) {
      assertThat(promised("CREATE TABLE t (a int);\n" + anything + ";\nCREATE VIEW v AS SELECT 1;"))
          .as(anything)
          .filteredOn(promise -> !promise.startsWith("no "))
          .containsExactly("view v 3");
    }
  }

  @Test
  void what_may_not_happen_is_not_promised() {
    assertThat(
            promised(
                """
                CREATE TEMP TABLE t (a int); CREATE INDEX ON t (a);
                ALTER TABLE IF EXISTS k ADD COLUMN a int, ALTER b SET NOT NULL;
                ALTER TABLE IF EXISTS k RENAME TO l;
                DO $$ BEGIN CREATE TABLE m (a int); END $$;
                CREATE TABLE p PARTITION OF q DEFAULT;
                """))
        .containsExactly("table p 5");
  }

  @Test
  void what_another_statement_takes_along_is_not_promised() {
    assertThat(
            promised(
                """
                CREATE UNIQUE INDEX i ON t (a);
                ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i;
                """))
        .containsExactly("constraint t.k 2 u valid");
    assertThat(promised("CREATE TEMP TABLE x (a int); DROP TABLE x;")).isEmpty();
    assertThat(
            promised(
                """
                CREATE TABLE c PARTITION OF p DEFAULT;
                CREATE SEQUENCE s OWNED BY p.a;
                DROP TABLE p;
                """))
        .containsExactly("no table p 3");
    assertThat(
            promised(
                "CREATE TABLE n (a int NOT NULL); ALTER TABLE n DROP CONSTRAINT n_a_not_null;"))
        .containsExactlyInAnyOrder(
            "table n 1", "column n.a 1 pg_catalog.int4", "no constraint n.n_a_not_null 1");
    assertThat(promised("CREATE SCHEMA AUTHORIZATION CURRENT_USER;")).isEmpty();
    assertThat(promised("SET ROLE app; CREATE TABLE t (a int); CREATE TABLE s.t (a int);"))
        .containsExactly("table s.t 1", "column s.t.a 1 pg_catalog.int4");
    assertThat(promised("ALTER TABLE v RENAME TO w;"))
        .containsExactlyInAnyOrder("no table v 1", "relation w 1");
  }

  @Test
  void an_index_on_one_level_of_a_partitioned_table_need_not_be_valid() {
    assertThat(promised("CREATE INDEX i ON ONLY p (lower(a));"))
        .containsExactly("index i 1 on p []");
  }

  private static List<String> promised(String sql) {
    var promises = new Promises();
    var facts = new FactReader("\"$user\", public");
    try (var parser = new PostgresSql();
        var reader = parser.read(new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)))) {
      for (var next = reader.next(); next != null; next = reader.next()) {
        promises.add(next, facts.next(next));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return promises.promised().stream().map(PromisesTest::told).toList();
  }

  private static String told(Promise promise) {
    var kind = promise.kind().name().toLowerCase(Locale.ROOT);
    return ((promise.there() ? "" : "no ")
            + "%s %s %d %s"
                .formatted(
                    kind,
                    promise.name().written(),
                    promise.place().line(),
                    told(promise.definition())))
        .strip();
  }

  private static String told(Definition definition) {
    return switch (definition) {
      case Definition.Name n -> "";
      case Definition.Column(var type, var notNull) ->
          type.map(PromisesTest::told).orElse("") + (notNull ? " not null" : "");
      case Definition.Index(var table, var unique, var columns, var valid) ->
          "%son %s %s%s"
              .formatted(unique ? "unique " : "", table.written(), columns, valid ? " valid" : "");
      case Definition.Constraint(var type, var validated) -> type + (validated ? " valid" : "");
    };
  }

  private static String told(WrittenType type) {
    return (type.schema().isEmpty() ? "" : type.schema() + ".")
        + type.name()
        + (type.modifier().isPresent() && type.modifier().getAsInt() > 0
            ? "{" + type.modifier().getAsInt() + "}"
            : "")
        + (type.array() ? "[]" : "");
  }
}
