package dev.migrationledger.runner.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class PrerequisitesTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Examination target;

  @BeforeEach
  void open() {
    target = new Examination(server, folder);
    assertThat(
            target.run(
                """
                CREATE TABLE users (id int PRIMARY KEY, email text, password text);
                CREATE VIEW people AS SELECT id, email FROM users;
                CREATE TYPE mood AS ENUM ('ok');
                CREATE FUNCTION greet(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE SCHEMA app; CREATE TABLE app.orders (id int);
                CREATE TABLE "Wörter; x" ("a b" int)
                """))
        .isEmpty();
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void a_column_that_its_table_lacks_is_named_with_the_one_that_was_meant() {
    assertThat(target.lines("UPDATE users\n  SET password_hash = 'x';"))
        .containsExactly(
            "PREREQ-002 ERROR 0001_a.sql:2:7 0001_a.sql line 2 uses users.password_hash, and users has"
                + " \"password\", not \"password_hash\"");
    assertThat(target.lines("SELECT p.mail FROM people p;"))
        .containsExactly(
            "PREREQ-002 ERROR 0001_a.sql:1:8 0001_a.sql line 1 uses people.mail, and people has"
                + " \"email\", not \"mail\"");
    assertThat(target.lines("SELECT \"A b\" FROM \"Wörter; x\";"))
        .containsExactly(
            "PREREQ-002 ERROR 0001_a.sql:1:8 0001_a.sql line 1 uses Wörter; x.A b, and Wörter; x has"
                + " \"a b\", not \"A b\"");
  }

  @Test
  void an_object_that_is_nowhere_is_told_with_what_is_like_it() {
    assertThat(target.lines("SELECT 1 FROM usres;\nSELECT 1 FROM orders;"))
        .containsExactly(
            "PREREQ-001 ERROR 0001_a.sql:1:15 0001_a.sql line 1 uses table usres, which is not in the"
                + " target, and no migration before creates it; there is \"users\", not \"usres\"",
            "PREREQ-001 ERROR 0001_a.sql:2:15 0001_a.sql line 2 uses table orders, which is not in the"
                + " target, and no migration before creates it; there is app.orders, and the schemas"
                + " searched are pg_catalog, public");
    assertThat(
            target.lines(
                "CREATE TABLE t (m moood); SELECT greeet(1); GRANT SELECT ON users TO nobody;"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("PREREQ-001 ERROR 0001_a.sql:1:"));
    assertThat(target.lines("ALTER TABLE users DROP CONSTRAINT users_key; DROP TABLE appp.orders;"))
        .containsExactly(
            "PREREQ-001 ERROR 0001_a.sql:1:13 0001_a.sql line 1 uses constraint users.users_key, which"
                + " is not in the target, and no migration before creates it; there is"
                + " \"users_pkey\", not \"users_key\"",
            "PREREQ-001 ERROR 0001_a.sql:1:46 0001_a.sql line 1 uses schema appp, which is not in the"
                + " target, and no migration before creates it; there is \"app\", not \"appp\"");
  }

  @Test
  void what_a_migration_before_makes_or_takes_away_counts() {
    assertThat(
            target.lines(
                Map.of(
                    "0001_a.sql",
                    "ALTER TABLE users ADD COLUMN age int; ALTER TABLE users RENAME email TO mail;",
                    "0002_b.sql",
                    "SELECT age, mail FROM users; CREATE SCHEMA new; CREATE TABLE new.t (a int);",
                    "0003_c.sql",
                    "SELECT a FROM new.t; ALTER TABLE new.t SET SCHEMA public; SELECT a FROM t;")))
        .isEmpty();
    assertThat(
            target.lines(
                Map.of(
                    "0001_a.sql",
                    "ALTER TABLE users DROP COLUMN password; DROP TABLE app.orders;",
                    "0002_b.sql",
                    "SELECT password FROM users;\nSELECT 1 FROM app.orders, late;",
                    "0003_c.sql",
                    "CREATE TABLE late (a int);")))
        .containsExactly(
            "ORDER-005 ERROR 0002_b.sql:1:8 0002_b.sql line 1 uses column users.password, which"
                + " 0001_a.sql line 1 drops",
            "ORDER-005 ERROR 0002_b.sql:2:15 0002_b.sql line 2 uses table app.orders, which 0001_a.sql"
                + " line 1 drops",
            "ORDER-002 ERROR 0002_b.sql:2:27 0002_b.sql line 2 uses table late, which 0003_c.sql line 1"
                + " creates later");
  }

  @Test
  void what_is_there_already_cannot_be_created() {
    assertThat(
            target.lines(
                """
                CREATE TABLE users (id int);
                CREATE TABLE IF NOT EXISTS users (id int REFERENCES nowhere);
                ALTER TABLE users ADD COLUMN email text;
                ALTER TABLE users ADD COLUMN IF NOT EXISTS email text;
                CREATE TYPE mood AS ENUM ('a');
                CREATE FUNCTION greet(integer) RETURNS int LANGUAGE sql AS 'SELECT 2';
                CREATE FUNCTION greet(text) RETURNS int LANGUAGE sql AS 'SELECT 2';
                CREATE OR REPLACE FUNCTION greet(integer) RETURNS int LANGUAGE sql AS 'SELECT 2';
                DROP TABLE app.orders; CREATE TABLE app.orders (id int);
                """))
        .extracting(line -> line.substring(0, 33))
        .containsExactly(
            "PREREQ-003 ERROR 0001_a.sql:1:14 ",
            "PREREQ-003 ERROR 0001_a.sql:3:30 ",
            "PREREQ-003 ERROR 0001_a.sql:5:1 0",
            "PREREQ-003 ERROR 0001_a.sql:6:1 0");
  }

  @Test
  void what_may_be_missing_is_no_finding() {
    assertThat(
            target.lines(
                """
                DROP TABLE IF EXISTS nowhere; DROP VIEW IF EXISTS nowhere CASCADE;
                ALTER TABLE IF EXISTS nowhere ADD COLUMN a int REFERENCES nothing (id);
                ALTER TABLE IF EXISTS nowhere RENAME TO somewhere;
                DROP TRIGGER IF EXISTS t ON nowhere;
                ALTER TABLE users DROP CONSTRAINT IF EXISTS nothing, DROP COLUMN IF EXISTS nothing;
                DO $$ BEGIN PERFORM 1 FROM nowhere; ALTER TABLE nowhere ADD a int; END $$;
                CREATE FUNCTION later() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN nowhere.x; END $$;
                CREATE TEMP TABLE mine (a int); SELECT a FROM mine;
                SELECT u.ctid, u.*, u FROM users u FOR UPDATE OF u;
                WITH w AS (SELECT 1 AS n) SELECT n FROM w ORDER BY n;
                INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET email = excluded.email;
                """))
        .isEmpty();
  }

  @Test
  void behind_sql_that_cannot_be_known_nothing_is_sure() {
    assertThat(target.lines("DO $$ BEGIN EXECUTE 'SELECT 1'; END $$;\nSELECT 1 FROM usres;"))
        .containsExactly(
            "PREREQ-001 WARNING 0001_a.sql:2:15 0001_a.sql line 2 uses table usres, which is not in the"
                + " target, and no migration before creates it; there is \"users\", not \"usres\""
                + " (not sure: 0001_a.sql line 1 holds SQL that cannot be known)");
    assertThat(target.lines("BEGIN; DROP TABLE users; ROLLBACK; SELECT 1 FROM users;"))
        .allMatch(line -> line.contains(" WARNING "));
    assertThat(
            target.lines(
                "CREATE EXTENSION postgis; SELECT st_point(1, 2), 1 FROM spatial_ref_sys;"))
        .allMatch(line -> line.contains(" WARNING "));
    assertThat(target.lines("CREATE EXTENSION pgcrypto;\nSELECT crypt('a', 'b') FROM usres;"))
        .hasSize(1)
        .allMatch(line -> line.startsWith("PREREQ-001 ERROR 0001_a.sql:2:29 "));
  }

  @Test
  void the_search_path_of_the_session_counts() {
    target.run("ALTER ROLE CURRENT_USER SET search_path = app, public");
    target.run("SET search_path = app, public");

    assertThat(
            target.lines(
                "SELECT id FROM orders; CREATE TABLE fresh (a int); SELECT a FROM app.fresh;"))
        .isEmpty();
    assertThat(
            target.lines(
                "SET search_path = public; SELECT id FROM orders; RESET search_path; SELECT id FROM orders;"))
        .hasSize(1);
    target.run("ALTER ROLE CURRENT_USER RESET search_path");
  }
}
