package dev.migrationledger.sql.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What scripts find on a database that holds certain objects. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PresentTest {

  @Test
  void a_schema_that_a_statement_makes_holds_what_the_statement_makes() {
    assertThat(
            lines(
                "CREATE SCHEMA new CREATE TABLE t (a int);\nSELECT a FROM new.t;\n"
                    + "DROP SCHEMA new CASCADE;\nSELECT a FROM new.t;\n"))
        .containsExactly(
            "ORDER-005 error 0001_a.sql:4:15 0001_a.sql line 4 uses table new.t, which line 3 of the"
                + " same file drops");
  }

  @Test
  void what_is_created_goes_to_the_first_schema_that_exists() {
    assertThat(
            lines(
                "SET search_path = none, app, public; CREATE TABLE t (a int); ALTER TABLE t RENAME TO"
                    + " s; CREATE INDEX i ON s (a); SELECT a FROM app.s; DROP INDEX app.i;"
                    + " ALTER TABLE s SET SCHEMA public; SELECT a FROM public.s;"))
        .isEmpty();
    assertThat(lines("CREATE TABLE t (a int); SELECT a FROM \"the user\".t;")).isEmpty();
  }

  @Test
  void what_goes_with_a_dropped_table_may_be_created_again() {
    assertThat(
            lines(
                "DROP TABLE users; CREATE TABLE users (id int); CREATE INDEX users_named ON users (id);"
                    + " CREATE SEQUENCE users_id_seq;"))
        .isEmpty();
    assertThat(lines("CREATE INDEX users_named ON users (id);"))
        .containsExactly(
            "PREREQ-003 error 0001_a.sql:1:29 0001_a.sql line 1 creates index users_named, which is in"
                + " the target already");
    assertThat(lines("DROP TABLE users CASCADE; CREATE VIEW people AS SELECT 1;")).isEmpty();
  }

  @Test
  void a_part_that_its_table_lacks_is_told_only_where_all_parts_are_known() {
    assertThat(lines("ALTER TABLE users DISABLE TRIGGER nothing; DROP POLICY mine ON users;"))
        .extracting(line -> line.substring(0, 16))
        .containsExactly("PREREQ-001 error", "PREREQ-001 error");
    assertThat(lines("SELECT nothing FROM part; ALTER TABLE users ADD CHECK (id > 0);")).isEmpty();
    assertThat(
            lines(
                "ALTER TABLE users ADD UNIQUE (id); ALTER TABLE users DROP CONSTRAINT users_id_key;"))
        .isEmpty();
  }

  @Test
  void without_a_schema_on_the_path_nothing_is_found_elsewhere() {
    assertThat(lines("SET search_path = app; SELECT 1 FROM users;"))
        .containsExactly(
            "PREREQ-001 error 0001_a.sql:1:38 0001_a.sql line 1 uses table users, which is not in the"
                + " target, and no migration before creates it; there is public.users, and the"
                + " schemas searched are pg_catalog, app");
  }

  private static List<String> lines(String script) {
    var session = new Present.Session("the user", "\"$user\", public", true);
    var objects = new ArrayList<PresentObject>();
    for (var schema : List.of("public", "app", "the user")) {
      objects.add(object(ObjectKind.SCHEMA, "", "", schema));
    }
    objects.add(object(ObjectKind.TABLE, "public", "", "users"));
    objects.add(object(ObjectKind.COLUMN, "public", "users", "id"));
    objects.add(object(ObjectKind.INDEX, "public", "users", "users_named"));
    objects.add(object(ObjectKind.SEQUENCE, "public", "users", "users_id_seq"));
    objects.add(object(ObjectKind.VIEW, "public", "", "people"));
    objects.add(new PresentObject(ObjectKind.TABLE, "public", "", "part", "", true));
    try (Sets sets = new Sets()) {
      var facts = new ArrayList<ScriptFacts>();
      new TreeMap<>(Map.of("0001_a.sql", script))
          .forEach((file, text) -> facts.add(sets.facts(file, text)));
      return Sets.lines(Resolver.resolve(facts, new Present(session, objects)));
    }
  }

  private static PresentObject object(ObjectKind kind, String schema, String owner, String name) {
    return new PresentObject(kind, schema, owner, name, "", false);
  }
}
