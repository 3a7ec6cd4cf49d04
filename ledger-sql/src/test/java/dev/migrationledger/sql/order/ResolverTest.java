package dev.migrationledger.sql.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResolverTest {

  private static final Sets SETS = new Sets();
  private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, password text);";

  @AfterAll
  static void close() {
    SETS.close();
  }

  @Test
  void a_column_that_a_table_never_has_is_told_with_the_one_that_was_meant() {
    assertThat(
            findings(
                USERS,
                "ALTER TABLE users ADD algorithm text;\n"
                    + "UPDATE users SET algorithm = 'x'\n WHERE password_hash LIKE '$%';"))
        .containsExactly(
            "ORDER-003 error 0002.sql:3:8 0002.sql line 3 uses users.password_hash, and users has"
                + " \"password\", not \"password_hash\"");
    assertThat(findings(USERS, "CREATE INDEX ON users (color)"))
        .containsExactly(
            "ORDER-003 error 0002.sql:1:1 0002.sql line 1 uses users.color, and users has no column"
                + " \"color\"; it has \"id\", \"password\"");
  }

  @Test
  void a_column_that_comes_later_is_told_with_where_it_comes_from() {
    Resolution resolution =
        resolve(
            "CREATE TABLE content (id int);",
            "-- x\nCREATE INDEX content_project ON content (project_id);",
            "SELECT 1;\n\nALTER TABLE content ADD COLUMN project_id int;");
    assertThat(Sets.lines(resolution))
        .containsExactly(
            "ORDER-002 error 0002.sql:2:1 0002.sql line 2 uses column content.project_id, which"
                + " 0003.sql line 3 creates later");
    assertThat(resolution.findings().getFirst().remedy())
        .isEqualTo(
            "Move the statement to a migration after 0003.sql, with \"-- DEPENDS: 0003.sql (column"
                + " content.project_id)\" at its top, or give 0002.sql a number after it.");
    assertThat(resolution.order()).containsExactly(0, 2, 1);
    assertThat(resolution.moved()).containsExactly(new Resolution.Moved(1, 2));
  }

  @Test
  void scripts_that_need_each_other_are_a_circle_with_a_line_at_each_step() {
    Resolution resolution =
        resolve(
            "CREATE TABLE a (id int PRIMARY KEY);\nCREATE VIEW av AS SELECT id FROM b;",
            "CREATE TABLE b (id int PRIMARY KEY,\n a int REFERENCES a (id));");
    assertThat(Sets.lines(resolution))
        .containsExactly(
            "ORDER-001 error 0001.sql:2:34 0001.sql line 2 uses table b, which 0002.sql line 1"
                + " creates later; 0002.sql line 2 uses column a.id, which 0001.sql line 1 creates:"
                + " a circle, 0001.sql -> 0002.sql -> 0001.sql");
    assertThat(resolution.order()).containsExactly(0, 1);
  }

  @Test
  void declared_circles_missing_and_late_declarations_are_told() {
    assertThat(findings("-- DEPENDS: 0002\nSELECT 1", "-- DEPENDS: 0001\nSELECT 1"))
        .containsExactly(
            "ORDER-001 error 0001.sql:1:1 0001.sql line 1 depends on 0002.sql; 0002.sql line 1"
                + " depends on 0001.sql: a circle, 0001.sql -> 0002.sql -> 0001.sql");
    assertThat(findings("-- DEPENDS: 0001\nSELECT 1"))
        .containsExactly(
            "ORDER-001 error 0001.sql:1:1 0001.sql line 1 depends on 0001.sql: a circle, 0001.sql ->"
                + " 0001.sql");
    assertThat(findings("-- DEPENDS: 0002\nSELECT 1", "SELECT 1", "\n-- DEPENDS: 0009\nSELECT 1"))
        .containsExactly(
            "ORDER-007 error 0001.sql:1:1 0001.sql line 1 depends on 0002.sql, which has a higher"
                + " number",
            "ORDER-006 error 0003.sql:2:1 0003.sql line 2 depends on 0009, which is not in the set");
    assertThat(findings("SELECT 1", "-- DEPENDS: 0001_other.sql\nSELECT 1"))
        .containsExactly(
            "ORDER-006 error 0002.sql:1:1 0002.sql line 1 depends on 0001_other.sql, but that number"
                + " is 0001.sql");
  }

  @Test
  void what_is_created_twice_is_told_once_and_not_when_it_was_dropped() {
    assertThat(findings(USERS, "CREATE TABLE users (id int, title text, CHECK (title > ''))"))
        .containsExactly(
            "ORDER-004 error 0002.sql:1:14 0002.sql line 1 creates table users, which 0001.sql line"
                + " 1 has created");
    assertThat(findings(USERS, "DROP TABLE users", USERS)).isEmpty();
    assertThat(findings(USERS, "CREATE TABLE IF NOT EXISTS users (id int, x int, CHECK (x > 0))"))
        .isEmpty();
    assertThat(
            findings(USERS, "ALTER TABLE users ADD id int", "CREATE INDEX users_pkey ON users(id)"))
        .hasSize(2);
  }

  @Test
  void names_that_the_server_chooses_are_never_created_twice() {
    assertThat(
            findings(
                "CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b int REFERENCES t CHECK (b > 0))",
                "ALTER TABLE t RENAME TO old;"
                    + " CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b int CHECK (b > 1))",
                "ALTER TABLE t ADD CHECK (b > 2), ADD UNIQUE (a); CREATE INDEX ON t (a)",
                "CREATE INDEX ON t (a)"))
        .isEmpty();
  }

  @Test
  void what_was_dropped_renamed_or_moved_is_told_with_where() {
    assertThat(findings(USERS, "DROP TABLE users", "INSERT INTO users VALUES (1)"))
        .containsExactly(
            "ORDER-005 error 0003.sql:1:13 0003.sql line 1 uses table users, which 0002.sql line 1"
                + " drops");
    assertThat(
            findings(
                USERS,
                "ALTER TABLE users RENAME password TO hash;ALTER TABLE users RENAME TO people",
                "SELECT id, password FROM people",
                "TRUNCATE users"))
        .containsExactly(
            "ORDER-005 error 0003.sql:1:12 0003.sql line 1 uses column people.password, which"
                + " 0002.sql line 1 renames to users.hash",
            "ORDER-005 error 0004.sql:1:10 0004.sql line 1 uses table users, which 0002.sql line 1"
                + " renames to people");
    assertThat(findings("DROP TABLE old", "DROP TABLE old", "DROP TABLE IF EXISTS old"))
        .containsExactly(
            "ORDER-005 error 0002.sql:1:1 0002.sql line 1 drops table old, which 0001.sql line 1"
                + " drops");
  }

  @Test
  void what_no_script_creates_is_supposed_to_be_on_the_server() {
    assertThat(
            findings(
                "CREATE EXTENSION citext; CREATE TABLE t (a citext, b geometry, c app.mood);",
                "ALTER TABLE server ADD x int; UPDATE server SET y = x; DROP INDEX nothing",
                "SELECT uuid_generate_v4(), s.f(1) FROM pg_class c, information_schema.tables;"
                    + "ALTER TABLE server RENAME TO other; CREATE TABLE server (id int);",
                "WITH t AS (SELECT 1 AS n) SELECT n FROM t; SELECT z.n FROM t AS z (n, m, o);"
                    + " SELECT ctid, t FROM t; CREATE TEMP TABLE tmp (a int); DROP TABLE tmp",
                "CREATE TEMP TABLE tmp (a int); CREATE TABLE p (LIKE server); SELECT q FROM p"))
        .isEmpty();
  }

  @Test
  void an_order_is_derived_from_what_scripts_create_and_use() {
    assertThat(
            edges(
                "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('a')",
                "SET search_path = app; CREATE TABLE t (m mood)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO app.t"
                    + " VALUES ('a'); RETURN NEW; END$$",
                "CREATE TRIGGER g AFTER INSERT ON app.t EXECUTE FUNCTION f()",
                "DROP TABLE app.t",
                "CREATE TABLE app.t (id int)",
                "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'"))
        .containsExactly(
            "0002.sql -> 0001.sql [type mood]",
            "0003.sql -> 0002.sql [table app.t]",
            "0004.sql -> 0002.sql [table app.t]",
            "0004.sql -> 0003.sql [function f]",
            "0005.sql -> 0002.sql [table app.t]",
            "0005.sql -> 0003.sql [table app.t]",
            "0005.sql -> 0004.sql [table app.t]",
            "0006.sql -> 0001.sql [schema app]",
            "0006.sql -> 0005.sql [table app.t]",
            "0007.sql -> 0003.sql [function f()]");
  }

  @Test
  void sql_that_cannot_be_known_makes_findings_warnings_behind_it() {
    assertThat(findings(USERS, "DO $$BEGIN EXECUTE 'x'; END$$", "SELECT hash FROM users"))
        .containsExactly(
            "ORDER-003 warning 0003.sql:1:8 0003.sql line 1 uses users.hash, and users has no column"
                + " \"hash\"; it has \"id\", \"password\" (not sure: 0002.sql line 1 holds SQL that"
                + " cannot be known)");
    assertThat(findings(USERS, "SELECT 1 FORM t;", "SELECT hash FROM users"))
        .allMatch(line -> line.contains(" warning 0003.sql"))
        .hasSize(1);
    assertThat(
            findings(
                USERS,
                "DO $$BEGIN IF true THEN DROP TABLE users; CREATE TYPE m AS ENUM ('a'); END IF; END$$",
                "SELECT hash FROM users; CREATE TYPE m AS ENUM ('a'); " + USERS))
        .isEmpty();
  }

  @Test
  void what_goes_with_cascade_or_with_its_table_is_gone() {
    assertThat(
            findings(
                "CREATE TABLE a (id int PRIMARY KEY); CREATE VIEW v AS SELECT id FROM a;",
                "DROP TABLE a CASCADE; CREATE VIEW v AS SELECT 1; CREATE INDEX a_pkey ON b (c)"))
        .isEmpty();
    assertThat(
            findings(
                "CREATE SCHEMA s; CREATE TABLE s.t (a int)",
                "DROP SCHEMA s CASCADE",
                "CREATE SCHEMA s; CREATE TABLE s.t (b int); SELECT a FROM s.t"))
        .containsExactly(
            "ORDER-003 error 0003.sql:1:51 0003.sql line 1 uses s.t.a, and s.t has \"b\", not \"a\"");
  }

  @Test
  void a_table_that_gets_a_parent_gets_its_columns() {
    assertThat(
            findings(
                "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE q (a int)",
                "CREATE TABLE c (a int); CREATE TABLE d (a int); ALTER TABLE d INHERIT q",
                "ALTER TABLE p ATTACH PARTITION c DEFAULT; ALTER TABLE p ADD b int",
                "ALTER TABLE q ADD b int; SELECT b FROM c; SELECT b FROM d; SELECT b FROM p"))
        .isEmpty();
  }

  @Test
  void bodies_are_looked_at_when_the_server_looks_at_them() {
    String late = "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'";
    assertThat(findings(late, "CREATE TABLE t ()")).hasSize(1);
    assertThat(findings("SET check_function_bodies = off;" + late, "CREATE TABLE t ()")).isEmpty();
    assertThat(
            findings(
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN DELETE FROM t; END'",
                "CREATE TABLE t ()"))
        .isEmpty();
  }

  private static List<String> findings(String... texts) {
    return Sets.lines(resolve(texts));
  }

  private static List<String> edges(String... texts) {
    return Sets.edges(resolve(texts));
  }

  private static Resolution resolve(String... texts) {
    Map<String, String> scripts = new TreeMap<>();
    for (String text : texts) {
      scripts.put("%04d.sql".formatted(scripts.size() + 1), text);
    }
    return SETS.resolve(scripts);
  }
}
