package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults, views, privileges and owners are looked at, and what a migration leaves behind. */
@SuppressWarnings("NullAway.Init")
final class WrittenVerificationTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  /** Something that is there before, a script, and what is told when it has run. */
  record Case(String before, String script, String told) {}

  static List<Case> refused() {
    return List.of(
        new Case(
            "CREATE TABLE users (id int, age int DEFAULT 5)",
            "CREATE TABLE IF NOT EXISTS users (\n  id int,\n  age int DEFAULT 7 + 1);",
            "VERIFY-002 error  0001_a.sql:3:11: column users.age has the default 5, not 7 + 1; it was"
                + " there before, and IF NOT EXISTS passed it over"),
        new Case(
            "CREATE TABLE users (id int, state text)",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS state text DEFAULT 'new' NOT NULL;",
            "column users.state has no default, not 'new'; it was there before"),
        new Case(
            "CREATE TABLE users (id int, key uuid DEFAULT gen_random_uuid())",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS key uuid DEFAULT"
                + " '00000000-0000-0000-0000-000000000000';",
            "column users.key has the default gen_random_uuid(), not '00000000-"),
        new Case(
            "CREATE TABLE users (a int, b int GENERATED ALWAYS AS (a * 2) STORED)",
            "CREATE TABLE IF NOT EXISTS users (a int, b int GENERATED ALWAYS AS (a * 3) STORED);",
            "column users.b is generated as (a * 2), not as a * 3; it was there before"),
        new Case(
            "CREATE TABLE users (a int, b int DEFAULT 1)",
            "CREATE TABLE IF NOT EXISTS users (a int, b int GENERATED ALWAYS AS IDENTITY);",
            "column users.b is no identity column, and is written so"),
        new Case(
            "CREATE TABLE users (id int)",
            "CREATE TABLE IF NOT EXISTS users (id serial);",
            "column users.id has no default, and is written as serial"),
        new Case(
            "CREATE TABLE users (id int DEFAULT 1);"
                + " CREATE FUNCTION back() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF (SELECT atthasdef FROM pg_attribute WHERE attrelid = 'users'::regclass"
                + " AND attname = 'id') THEN RETURN; END IF;"
                + " ALTER TABLE public.users ALTER id SET DEFAULT 1; END $$;"
                + " CREATE EVENT TRIGGER back ON ddl_command_end WHEN TAG IN ('ALTER TABLE')"
                + " EXECUTE FUNCTION back()",
            "ALTER TABLE users ALTER id DROP DEFAULT;",
            "column users.id has the default 1, and is written without one"),
        new Case(
            "CREATE TABLE t (a int, b int); CREATE MATERIALIZED VIEW totals AS SELECT a FROM t",
            "CREATE MATERIALIZED VIEW IF NOT EXISTS totals AS SELECT a, b AS \"B b\" FROM t;",
            "VERIFY-002 error  0001_a.sql:1:40: view totals has the columns a, not a,\"B b\"; it was"
                + " there before"),
        new Case(
            "CREATE TABLE t (a int, b int); CREATE MATERIALIZED VIEW totals AS SELECT a FROM t",
            "CREATE MATERIALIZED VIEW IF NOT EXISTS totals (a) WITH (fillfactor = 90) AS"
                + " -- of those that count\n SELECT t.a FROM t WHERE b > 0 WITH NO DATA;",
            "VERIFY-002 error  0001_a.sql:1:40: materialized view totals has another query; it was"
                + " there before, and IF NOT EXISTS passed it over"));
  }

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
  }

  @ParameterizedTest
  @MethodSource
  void refused(Case wrong) {
    shell.sql(wrong.before());
    shell.write("0001_a.sql", wrong.script() + "\nCREATE TABLE beside (id int);");

    var run = shell.run("migrate");

    assertThat(run.all()).contains(wrong.told()).contains("nothing was kept");
    assertThat(run.status()).isEqualTo(1);
    assertThat(shell.ask("SELECT to_regclass('public.beside') IS NULL")).isEqualTo("t");
    shell.sql("DROP EVENT TRIGGER IF EXISTS back");
  }

  /** In the server's own words they are the same. */
  @Test
  void other_words_for_the_same_default_are_no_difference() {
    shell.sql(
        """
        CREATE TYPE mood AS ENUM ('ok', 'bad');
        CREATE SEQUENCE numbers;
        CREATE TABLE users (a int, b bigint DEFAULT 0, c text DEFAULT 'it''s; fine, (really)',
          d jsonb DEFAULT '{}', e timestamptz DEFAULT now(), f numeric DEFAULT -1.5,
          g int GENERATED ALWAYS AS (a * (a + 2)) STORED, h interval DEFAULT '24 hours',
          i varchar(3) DEFAULT 'abc', j int[] DEFAULT '{1,2}', k boolean DEFAULT 't', l serial,
          m date DEFAULT CURRENT_DATE, n mood DEFAULT 'ok', o int DEFAULT nextval('numbers'),
          p int DEFAULT NULL, q bigint GENERATED BY DEFAULT AS IDENTITY,
          r text DEFAULT $x$a$x$ COLLATE "C", s int DEFAULT 60 * 60,
          t timestamptz DEFAULT CURRENT_TIMESTAMP + interval '3 days', v varchar,
          w boolean GENERATED ALWAYS AS (v IN ('new', 'open')) STORED, x text DEFAULT 'long %s');
        ALTER TABLE users ALTER c SET NOT NULL, ADD CHECK (c > '');
        ALTER DATABASE "%s" SET compute_query_id = on;
        """
            .formatted("'' ".repeat(50_000), shell.ask("SELECT current_database()")));
    shell.write(
        "0001_a.sql",
        """
        CREATE TABLE IF NOT EXISTS users (a int, b bigint DEFAULT '0', c text
          DEFAULT 'it''s; fine, (really)' /* so, it is */ NOT NULL CHECK (c > ''),
          d jsonb DEFAULT '{}'::jsonb, e timestamptz DEFAULT CURRENT_TIMESTAMP,
          f numeric DEFAULT - 1.5, g int CONSTRAINT gg GENERATED ALWAYS AS (a*(a+2)) STORED,
          h interval DEFAULT interval '24:00', i varchar(3) DEFAULT ('abc'),
          j int[] DEFAULT ARRAY[1, 2], k boolean DEFAULT TRUE, l serial,
          m date DEFAULT now()::date, n mood DEFAULT 'ok'::mood,
          o int DEFAULT nextval('public.numbers'::regclass), p int DEFAULT NULL::int,
          q bigint GENERATED BY DEFAULT AS IDENTITY, r text DEFAULT 'a' COLLATE "C",
          s int DEFAULT (60 * 60), t timestamptz DEFAULT (now() + '3 days'), v varchar,
          w boolean GENERATED ALWAYS AS (v IN ('new', 'open')) STORED, x text DEFAULT 'long %s');
        ALTER TABLE users ALTER COLUMN a SET DEFAULT 1 + 1, ALTER b SET DEFAULT (2), ALTER k DROP DEFAULT;
        """
            .formatted("'' ".repeat(50_000)));

    var run = shell.run("migrate");

    assertThat(run.all()).contains("1 applied").doesNotContain("VERIFY");
  }

  /** Nothing is said where another statement may have made it so. */
  @Test
  void what_follows_from_other_statements_is_no_difference() {
    shell.sql(
        "CREATE ROLE app_w; CREATE ROLE boss_w; CREATE TABLE users (id int DEFAULT 3, gone int);"
            + " CREATE SCHEMA inner_w; CREATE SEQUENCE s; CREATE TABLE tmp (a int DEFAULT 4)");
    shell.write(
        "0001_a.sql",
        """
        CREATE TABLE IF NOT EXISTS users (id int DEFAULT 3);
        ALTER TABLE users ALTER id SET DEFAULT 4; ALTER TABLE users RENAME id TO key;
        ALTER TABLE users ALTER gone SET DEFAULT 1; ALTER TABLE users ALTER gone TYPE text;
        CREATE TEMP TABLE tmp (a int); ALTER TABLE tmp ALTER a SET DEFAULT 9;
        CREATE VIEW v AS SELECT 1, count(*) OVER (), * FROM users;
        CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT * FROM (SELECT upper('x')) AS "as" (y);
        CREATE MATERIALIZED VIEW IF NOT EXISTS m AS (SELECT pg_catalog.upper('x'::text) AS y);
        GRANT boss_w TO app_w WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR boss_w FROM app_w;
        GRANT app_w TO CURRENT_USER; REVOKE app_w FROM CURRENT_USER; REVOKE boss_w FROM app_w;
        GRANT boss_w TO app_w; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app_w;
        ALTER DEFAULT PRIVILEGES IN SCHEMA inner_w GRANT INSERT, DELETE ON TABLES TO app_w;
        ALTER DEFAULT PRIVILEGES FOR ROLE boss_w REVOKE ALL ON FUNCTIONS FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES IN SCHEMA inner_w REVOKE DELETE ON TABLES FROM app_w;
        ALTER DEFAULT PRIVILEGES FOR ROLE boss_w GRANT ALL ON SEQUENCES TO app_w WITH GRANT OPTION;
        ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM app_w;
        CREATE VIEW w (a, b) AS SELECT key, 'x' FROM users UNION SELECT 1, 'y';
        ALTER VIEW w RENAME COLUMN a TO "A";
        CREATE OR REPLACE VIEW w AS SELECT key AS "A", 'x' AS b, gone FROM users;
        GRANT ALL ON users, v TO app_w WITH GRANT OPTION; REVOKE DELETE ON users FROM app_w;
        REVOKE GRANT OPTION FOR SELECT ON users FROM app_w; GRANT SELECT ON s TO PUBLIC;
        GRANT ALL ON s TO app_w; GRANT UPDATE (key), SELECT (gone) ON users TO boss_w;
        REVOKE ALL ON users FROM boss_w; GRANT SELECT (key) ON users TO boss_w;
        GRANT USAGE, CREATE ON SCHEMA inner_w TO app_w; ALTER SCHEMA inner_w OWNER TO boss_w;
        CREATE TABLE mine (id serial); ALTER TABLE mine OWNER TO boss_w;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO boss_w;
        CREATE FUNCTION f(a int, b text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        REVOKE ALL ON FUNCTION f(int, text[]) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f() TO app_w;
        ALTER FUNCTION f() OWNER TO boss_w; CREATE TYPE mood AS ENUM ('a');
        GRANT USAGE ON TYPE mood TO app_w; REVOKE ALL ON SCHEMA inner_w FROM PUBLIC;
        DO $$ BEGIN REVOKE SELECT ON v FROM app_w; END $$;
        """);
    shell.write(
        "0002_b.sql",
        """
        CREATE TABLE later (id int); GRANT SELECT ON later TO app_w; DROP OWNED BY app_w;
        ALTER TABLE users OWNER TO boss_w; REASSIGN OWNED BY boss_w TO CURRENT_USER;
        GRANT SELECT ON users TO app_w; ALTER ROLE app_w RENAME TO app_w2;
        """);

    var run = shell.run("migrate");

    assertThat(run.all()).contains("2 applied").doesNotContain("VERIFY");
    shell.sql("DROP OWNED BY app_w2, boss_w CASCADE; DROP ROLE app_w2; DROP ROLE boss_w");
  }

  @Test
  void a_grant_that_the_server_only_warns_about_is_refused() {
    shell.sql(
        "CREATE ROLE app_x; CREATE ROLE lead_x; CREATE TABLE users (id int, key int);"
            + " CREATE ROLE deploy_x; GRANT deploy_x TO CURRENT_USER; GRANT SELECT ON users TO deploy_x;"
            + " GRANT INSERT, UPDATE ON users TO lead_x WITH GRANT OPTION; SET ROLE lead_x;"
            + " GRANT INSERT ON users TO app_x; RESET ROLE");
    shell.write(
        "0001_a.sql",
        """
        SET ROLE deploy_x;
        GRANT SELECT ON users TO app_x;
        RESET ROLE;
        REVOKE INSERT ON public.users FROM app_x;
        REVOKE GRANT OPTION FOR UPDATE ON public.users FROM app_x;
        """);

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all())
        .contains(
            "VERIFY-011 error  0001_a.sql:4:18: role app_x on relation public.users: INSERT is"
                + " revoked by the script, and is still there, granted by lead_x");

    shell.write(
        "0001_a.sql", "GRANT SELECT ON users TO app_x;\nGRANT UPDATE (key) ON users TO app_x;");
    shell.sql(
        "CREATE FUNCTION undo() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF has_table_privilege('app_x', 'public.users', 'SELECT') THEN"
            + " REVOKE SELECT ON public.users FROM app_x; END IF;"
            + " IF has_column_privilege('app_x', 'public.users', 'key', 'UPDATE') THEN"
            + " REVOKE UPDATE (key) ON public.users FROM app_x; END IF; END $$;"
            + " CREATE EVENT TRIGGER undo ON ddl_command_end WHEN TAG IN ('GRANT')"
            + " EXECUTE FUNCTION undo()");
    var again = shell.run("migrate");
    assertThat(again.all())
        .contains(
            "0001_a.sql:1:17: role app_x on relation users: SELECT is granted by the script,"
                + " and is not there")
        .contains(
            "0001_a.sql:2:23: role app_x on column users.key: UPDATE is granted by the script");

    shell.write(
        "0001_a.sql",
        "-- IGNORE: VERIFY-011 because the auditor takes it back\nGRANT SELECT ON users TO app_x;");
    assertThat(shell.run("migrate").all())
        .contains("1 applied")
        .contains("VERIFY-011 warning")
        .contains("let pass by the file, because the auditor takes it back");
    shell.sql(
        "DROP EVENT TRIGGER undo; DROP OWNED BY app_x, lead_x, deploy_x CASCADE;"
            + " DROP ROLE app_x, lead_x, deploy_x");
  }

  @Test
  void a_membership_that_another_granted_and_default_privileges_that_stay_are_told() {
    shell.sql(
        "CREATE ROLE team_m; CREATE ROLE lead_m; CREATE ROLE app_m; CREATE SCHEMA shop;"
            + " GRANT team_m TO lead_m WITH ADMIN OPTION; SET ROLE lead_m; GRANT team_m TO app_m;"
            + " RESET ROLE");
    shell.write("0001_a.sql", "SELECT 1;\n  REVOKE team_m FROM app_m;");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all())
        .contains(
            "VERIFY-011 error  0001_a.sql:2:3: role app_m: membership in team_m is revoked by the"
                + " script, and is still there, granted by lead_m");

    shell.write(
        "0001_a.sql",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA shop REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;\n"
            + "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO app_m;");
    var again = shell.run("migrate");
    assertThat(again.all())
        .contains(
            "VERIFY-014 warning  0001_a.sql:1:1: PUBLIC on routines that this role makes in schema"
                + " shop: EXECUTE is revoked by the script, and is still there; in a schema default"
                + " privileges only add to those of all schemas")
        .contains("1 applied")
        .doesNotContain("app_m");
    shell.sql("DROP OWNED BY app_m, lead_m, team_m CASCADE; DROP ROLE app_m, lead_m, team_m");
  }

  /** An event trigger sees these commands too. */
  @Test
  void default_privileges_that_are_not_there_are_refused() {
    shell.sql(
        "CREATE ROLE app_n; CREATE FUNCTION undo() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF EXISTS (SELECT FROM pg_default_acl) THEN"
            + " ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM app_n; END IF; END $$;"
            + " CREATE EVENT TRIGGER undo ON ddl_command_end"
            + " WHEN TAG IN ('ALTER DEFAULT PRIVILEGES') EXECUTE FUNCTION undo()");
    shell.write("0001_a.sql", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app_n;");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all())
        .contains(
            "VERIFY-011 error  0001_a.sql:1:1: role app_n on tables that this role makes: SELECT is"
                + " granted by the script, and is not there");
    shell.sql("DROP EVENT TRIGGER undo; DROP OWNED BY app_n; DROP ROLE app_n");
  }

  @Test
  void a_revoke_on_all_tables_that_passes_some_over_is_refused() {
    shell.sql(
        "CREATE ROLE app_y; CREATE ROLE other_y;"
            + " CREATE SCHEMA shop; CREATE TABLE shop.a (id int); CREATE TABLE shop.b (id int);"
            + " GRANT SELECT ON shop.a TO other_y WITH GRANT OPTION;"
            + " GRANT USAGE ON SCHEMA shop TO other_y; SET ROLE other_y;"
            + " GRANT SELECT ON shop.a TO app_y; RESET ROLE");
    shell.write("0001_a.sql", "REVOKE SELECT ON ALL TABLES IN SCHEMA shop FROM app_y;");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all())
        .contains(
            "role app_y on all tables in schema shop: SELECT is revoked by the script, and is still"
                + " there on a");
    shell.sql("DROP SCHEMA shop CASCADE; DROP ROLE app_y, other_y");
  }

  /** Of an extension's tables nothing is said: its owner is often out of reach. */
  @Test
  void a_grant_on_all_tables_that_passes_some_over_is_refused() {
    shell.sql(
        "CREATE ROLE app_v; CREATE ROLE deploy_v; CREATE SCHEMA shop; CREATE TABLE shop.a (id int);"
            + " CREATE TABLE shop.b (id int); ALTER TABLE shop.b OWNER TO deploy_v;"
            + " CREATE TABLE shop.known (id int); ALTER EXTENSION plpgsql ADD TABLE shop.known;"
            + " GRANT USAGE ON SCHEMA shop TO deploy_v; GRANT SELECT ON shop.a, shop.known TO deploy_v");
    shell.write(
        "0001_a.sql",
        """
        SET ROLE deploy_v;
        GRANT SELECT ON ALL TABLES IN SCHEMA shop TO app_v;
        """);

    assertThat(shell.run("migrate").all())
        .contains(
            "VERIFY-011 error  0001_a.sql:2:1: role app_v on all tables in schema shop: SELECT is"
                + " granted by the script, and is not there on a\n");

    shell.write(
        "0001_a.sql", "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO app_v WITH GRANT OPTION;");
    shell.sql(
        "CREATE FUNCTION undo() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF has_table_privilege('app_v', 'shop.b', 'SELECT WITH GRANT OPTION') THEN"
            + " REVOKE GRANT OPTION FOR SELECT ON shop.b FROM app_v; END IF; END $$;"
            + " CREATE EVENT TRIGGER undo ON ddl_command_end WHEN TAG IN ('GRANT')"
            + " EXECUTE FUNCTION undo()");
    assertThat(shell.run("migrate").all())
        .contains("SELECT is granted with grant option, and that is not there on b\n");
    shell.sql(
        "DROP EVENT TRIGGER undo; ALTER EXTENSION plpgsql DROP TABLE shop.known;"
            + " DROP SCHEMA shop CASCADE; DROP ROLE app_v, deploy_v");
  }

  @Test
  void an_owner_that_is_another_in_the_end_is_refused() {
    shell.sql(
        "CREATE ROLE boss_z; CREATE TABLE users (id int);"
            + " CREATE FUNCTION mine() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF (SELECT relowner FROM pg_class WHERE relname = 'users') = 'boss_z'::regrole THEN"
            + " ALTER TABLE public.users OWNER TO CURRENT_USER; END IF; END $$;"
            + " CREATE EVENT TRIGGER mine ON ddl_command_end WHEN TAG IN ('ALTER TABLE')"
            + " EXECUTE FUNCTION mine()");
    shell.write("0001_a.sql", "ALTER TABLE users OWNER TO boss_z;");

    var run = shell.run("migrate");

    assertThat(run.all())
        .contains("VERIFY-011 error  0001_a.sql:1:13: table users is owned by")
        .contains("not by boss_z");
    shell.sql("DROP EVENT TRIGGER mine; DROP ROLE boss_z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-- in one transaction", "-- TRANSACTION: none"})
  void what_nothing_uses_any_more_is_told_and_kept(String header) {
    shell.sql(
        """
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE FUNCTION shared() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TYPE mood AS ENUM ('a'); CREATE TYPE used AS ENUM ('b'); CREATE TYPE listed AS ENUM ('c');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE SEQUENCE numbers; CREATE SEQUENCE shared_numbers;
        CREATE TABLE a (id serial, m mood, u used, l listed[], p positive,
          n int DEFAULT nextval('numbers'), s int DEFAULT nextval('shared_numbers'));
        CREATE TABLE b (u used, s int DEFAULT nextval('shared_numbers'));
        CREATE TABLE c (id serial, q text);
        CREATE TRIGGER t1 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION stamp();
        CREATE TRIGGER t2 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION shared();
        CREATE TRIGGER t2 BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION shared();
        """);
    shell.write(
        "0001_a.sql",
        header
            + "\nDROP TRIGGER t1 ON a;\nALTER TABLE a DROP COLUMN m, DROP COLUMN u, ALTER l TYPE text[];\n"
            + "DROP TABLE a;\nALTER TABLE c ALTER id DROP DEFAULT;");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.out())
        .contains(
            "VERIFY-012 warning  0001_a.sql:2:1: trigger function stamp is left: no trigger calls it"
                + " any more")
        .contains("0001_a.sql:3:13: enum type mood is left: no column or routine is of it any more")
        .contains("enum type listed is left")
        .contains("0001_a.sql:4:1: domain positive is left")
        .contains("sequence numbers is left: no default takes its values any more")
        .contains("0001_a.sql:5:13: sequence c_id_seq is left")
        .doesNotContain("shared")
        .doesNotContain("enum type used")
        .doesNotContain("a_id_seq");
  }

  @Test
  void what_the_script_drops_too_or_uses_again_is_not_left() {
    shell.sql(
        """
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TYPE mood AS ENUM ('a'); CREATE TYPE kind AS ENUM ('b');
        CREATE TABLE a (id int, m mood, k kind);
        CREATE TRIGGER t1 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION stamp();
        """);
    shell.write(
        "0001_a.sql",
        "DROP TABLE a; DROP TYPE mood; CREATE TABLE b (k kind[]);"
            + " CREATE TRIGGER t1 BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION stamp();");

    assertThat(shell.run("migrate").all()).contains("1 applied").doesNotContain("VERIFY");
  }

  @Test
  void an_index_that_a_reindex_left_is_told() {
    shell.sql(
        "CREATE TABLE users (id int); CREATE INDEX ids ON users (id);"
            + " CREATE INDEX ids_ccnew ON users (id);"
            + " UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ids_ccnew'::regclass");
    shell.write("0001_a.sql", "REINDEX INDEX CONCURRENTLY ids;");

    var run = shell.run("migrate");

    assertThat(run.all())
        .contains("1 applied")
        .contains("VERIFY-012 warning")
        .contains("index ids_ccnew is left by a REINDEX CONCURRENTLY that failed");
  }
}
