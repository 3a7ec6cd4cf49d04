package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a migration has made is looked at before it is kept. */
@SuppressWarnings("NullAway.Init")
final class VerificationTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  /** Something that is there before, a script, and what is wrong when it has run. */
  record Case(String before, String script, String told) {}

  static List<Case> refused() {
    return List.of(
        new Case(
            "CREATE TABLE users (id int, age int)",
            "CREATE TABLE IF NOT EXISTS users (\n  id bigint,\n  age int NOT NULL);",
            "VERIFY-002 error  0001_a.sql:2:3: column users.id is integer, not int8; it was there"
                + " before, and IF NOT EXISTS passed it over"),
        new Case(
            "CREATE TABLE users (id int, mail varchar(80))",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS mail varchar(200);",
            "column users.mail is character varying(80), not varchar(200)"),
        new Case(
            "CREATE TABLE users (id int, tags text)",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS tags text[];",
            "column users.tags is text, not text[]"),
        new Case(
            "CREATE TABLE users (id int, sum numeric(8,2))",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS sum numeric(12, 4) NOT NULL;",
            "column users.sum is numeric(8,2), not numeric(12,4) and can be NULL, and is written NOT"
                + " NULL"),
        new Case(
            "CREATE VIEW users AS SELECT 1 AS id",
            "CREATE TABLE IF NOT EXISTS users ();",
            "table users is a view"),
        new Case(
            "CREATE TABLE users (id int, mail text); CREATE INDEX mails ON users (id)",
            "CREATE UNIQUE INDEX IF NOT EXISTS mails ON users (mail);",
            "index mails is not unique, and is written so and is over \"id\", not \"mail\""),
        new Case(
            "CREATE FUNCTION gone() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN DROP TABLE IF EXISTS public.users; END $$;"
                + " CREATE EVENT TRIGGER gone ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
                + " EXECUTE FUNCTION gone()",
            "CREATE TABLE users (id int);",
            "VERIFY-001 error  0001_a.sql:1:14: table users is not there after the script"),
        new Case(
            "CREATE TABLE users (id int); CREATE FUNCTION again() RETURNS event_trigger LANGUAGE"
                + " plpgsql AS $$ BEGIN CREATE TABLE public.users (id int); END $$;"
                + " CREATE EVENT TRIGGER again ON ddl_command_end WHEN TAG IN ('DROP TABLE')"
                + " EXECUTE FUNCTION again()",
            "DROP TABLE users;",
            "VERIFY-003 error  0001_a.sql:1:1: table users is still there"));
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

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all()).contains(wrong.told()).contains("nothing was kept");
    assertThat(shell.ask("SELECT to_regclass('public.beside') IS NULL")).isEqualTo("t");
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt")).isEqualTo("0");
    shell.sql("DROP EVENT TRIGGER IF EXISTS gone; DROP EVENT TRIGGER IF EXISTS again");
    assertThat(shell.run("status").out()).contains("0001").contains("failed");
    assertThat(shell.run("history").out())
        .contains("What 0001_a.sql made of the schema of shop was not kept: VERIFY-00");
    assertThat(
            shell.ask(
                "SELECT version || ' ' || passed FROM ledger.schema_validation_log WHERE run <> ''"
                    + " AND version <> ''"))
        .isEqualTo("0001 false");
  }

  @Test
  void a_header_lets_a_difference_pass_and_it_is_recorded() {
    shell.sql("CREATE TABLE users (id int)");
    shell.write(
        "0001_a.sql",
        "-- IGNORE: VERIFY-002 because old targets keep int until 0040\n"
            + "CREATE TABLE IF NOT EXISTS users (id bigint);");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("VERIFY-002 warning")
        .contains("let pass by the file, because old targets keep int until 0040")
        .doesNotContain("LINT");
    shell.run("status");
    assertThat(shell.ask("SELECT findings::text FROM ledger.schema_validation_log"))
        .contains("VERIFY-002");
  }

  @Test
  void one_of_the_same_name_further_along_the_search_path_is_another_object() {
    shell.sql(
        "CREATE SCHEMA other; CREATE TABLE other.users (id int); CREATE TABLE public.users (a int)");
    shell.write(
        "0001_a.sql", "SET search_path = other, public; DROP TABLE users; SELECT a FROM users;");

    assertThat(shell.run("migrate").all()).contains("1 applied").doesNotContain("VERIFY");
  }

  @Test
  void what_is_half_done_in_a_touched_table_is_told_and_kept() {
    shell.sql(
        "CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE users (id int, parent int);"
            + " INSERT INTO users VALUES (1, 7), (1, 8)");
    shell.sqlThatFails("CREATE UNIQUE INDEX CONCURRENTLY broken ON users (id)");
    shell.write(
        "0001_a.sql",
        "ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (parent) REFERENCES parents NOT VALID;");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("VERIFY-005 warning  0001_a.sql: index broken of users is invalid")
        .contains("VERIFY-006 warning  0001_a.sql: constraint fk of users is not validated")
        .contains("VERIFY-010 warning  0001_a.sql: 2 rows of users break constraint fk");
  }

  @Test
  void what_has_no_transaction_is_told_and_waits_for_recovery() {
    shell.sql("CREATE TABLE users (id int); INSERT INTO users VALUES (1), (1)");
    shell.sqlThatFails("CREATE UNIQUE INDEX CONCURRENTLY one ON users (id)");
    shell.write("0001_a.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one ON users (id);");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isEqualTo(1);
    assertThat(run.all()).contains("VERIFY-004").contains("index one is invalid");
    assertThat(shell.run("status").out()).contains("unknown");
    var again = shell.run("recover", "0001", "--reason", "by hand", "--yes");
    assertThat(again.status()).as(again.all()).isEqualTo(1);
    assertThat(again.all()).contains("could not create unique index \"one\"");

    shell.sql("DELETE FROM users");
    var mended = shell.run("recover", "0001", "--reason", "the rows are gone", "--yes");
    assertThat(mended.status()).as(mended.all()).isZero();
    assertThat(shell.run("status").out()).contains("applied");
  }

  @Test
  void ordinary_scripts_of_many_kinds_pass() throws IOException {
    shell.write(
        "0001_a.sql",
        Files.readString(Path.of("../ledger-schema/src/test/resources/fixtures/everything.sql")));

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.all()).doesNotContain("VERIFY-001").doesNotContain("VERIFY-002");
  }

  /** What the server renames, moves, takes along or hides by itself is as written. */
  @Test
  void what_follows_from_other_statements_is_no_difference() {
    shell.sql("CREATE TABLE public.tmp (a int); CREATE SCHEMA app");
    shell.write(
        "0001_a.sql",
        """
        CREATE TABLE t (a int NOT NULL, b char(3), c bit, d varchar, e numeric(6), f "char",
          g timestamp(3) with time zone, h int[], i interval hour to minute, j serial,
          k decimal(8, 2) DEFAULT 0, l double precision, m public.tmp, n bit varying(4)[]);
        CREATE UNIQUE INDEX ix ON t (a);
        ALTER TABLE t ADD CONSTRAINT keyed UNIQUE USING INDEX ix;
        CREATE TEMP TABLE tmp (a int); DROP TABLE tmp;
        CREATE TABLE p (a int, b int) PARTITION BY RANGE (a);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
        CREATE INDEX on_p ON ONLY p (b); CREATE INDEX ON p (a);
        CREATE TABLE heir (z int) INHERITS (t);
        DROP TABLE p;
        CREATE VIEW v AS SELECT 1 AS one; ALTER TABLE v RENAME TO w; ALTER TABLE w SET SCHEMA app;
        CREATE DOMAIN dom AS int CONSTRAINT low CHECK (VALUE > 0);
        ALTER DOMAIN dom RENAME CONSTRAINT low TO lower;
        CREATE TYPE pair AS (one int, two int); ALTER TYPE pair RENAME ATTRIBUTE one TO first;
        CREATE TABLE u (x dom, y int CONSTRAINT fits CHECK (y > 0));
        ALTER TABLE u RENAME CONSTRAINT fits TO fitting; ALTER TABLE u RENAME COLUMN y TO yy;
        CREATE INDEX named ON u (yy); ALTER INDEX named RENAME TO renamed;
        ALTER TABLE u SET SCHEMA app; ALTER TABLE app.u RENAME TO uu;
        CREATE TABLE "Odd ""name" ("a'b" text COLLATE "C" NOT NULL);
        CREATE INDEX "an Index" ON "Odd ""name" ("a'b");
        SET search_path = app; CREATE TABLE here (a int); RESET search_path;
        CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION f(int);
        """);

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.all()).doesNotContain("VERIFY");
  }

  @Test
  void an_index_that_waits_for_its_partitions_is_no_finding() {
    shell.write(
        "0001_a.sql",
        "CREATE TABLE p (a int) PARTITION BY RANGE (a);\n"
            + "CREATE TABLE p1 PARTITION OF p DEFAULT;\nCREATE INDEX i ON ONLY p (a);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0002_b.sql", "ALTER TABLE p ADD COLUMN b int;\n");

    var run = shell.run("migrate");

    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.all()).doesNotContain("VERIFY");
  }

  @Test
  void a_migration_may_not_break_a_rule_of_the_contract_that_was_kept() throws IOException {
    contract(
        """
        version: 1
        tables:
          users:
            columns:
              mail: {type: text, nullable: false}
        """);
    shell.write("0001_a.sql", "CREATE TABLE users (id int);");
    var first = shell.run("migrate");
    assertThat(first.status()).as(first.all()).isZero();
    assertThat(first.out()).contains("VERIFY-008 warning").contains("CONTRACT-002");
    shell.write("0002_b.sql", "ALTER TABLE users ADD mail text NOT NULL;");
    assertThat(shell.run("migrate").all()).doesNotContain("VERIFY-00");

    shell.write("0003_c.sql", "ALTER TABLE users ALTER mail DROP NOT NULL;");
    var broken = shell.run("migrate");

    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.all()).contains("VERIFY-007 error").contains("CONTRACT-004");
    assertThat(
            shell.ask(
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname"
                    + " = 'mail'"))
        .isEqualTo("t");
  }

  @Test
  void a_rule_that_begins_with_a_version_is_held_from_there() throws IOException {
    contract(
        """
        version: 1
        tables:
          users:
            columns:
              mail: {type: text, since: 2}
        """);
    shell.write("0001_a.sql", "CREATE TABLE users (id int);");
    assertThat(shell.run("migrate").all()).doesNotContain("VERIFY-00");

    shell.write("0002_b.sql", "ALTER TABLE users ADD email text;");
    var broken = shell.run("migrate");
    assertThat(broken.status()).as(broken.all()).isEqualTo(1);
    assertThat(broken.all())
        .contains("VERIFY-007 error")
        .contains("public.users has \"email\", not \"mail\"");

    shell.write("0002_b.sql", "ALTER TABLE users ADD mail text;");
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void a_table_that_comes_with_the_version_of_a_rule_has_to_keep_it() throws IOException {
    contract(
        """
        version: 1
        tables:
          users:
            columns:
              id: {type: integer}
              mail: {type: text, since: 2}
        """);
    shell.write("0001_a.sql", "CREATE TABLE other (id int);");
    assertThat(shell.run("migrate").out()).contains("VERIFY-008 warning").contains("CONTRACT-001");
    shell.write("0002_b.sql", "CREATE TABLE users (id int);");

    var broken = shell.run("migrate");

    assertThat(broken.status()).as(broken.all()).isEqualTo(1);
    assertThat(broken.all()).contains("VERIFY-007 error").contains("CONTRACT-002");
  }

  @Test
  void a_recovered_script_is_held_against_the_contract_too() throws IOException {
    shell.write("0001_a.sql", "CREATE TABLE users (id int, mail text);");
    assertThat(shell.run("migrate").status()).isZero();
    contract(
        """
        version: 1
        tables:
          users:
            columns:
              mail: {type: text}
        """);
    shell.write(
        "0002_b.sql",
        "-- TRANSACTION: none\nVACUUM users;\nSELECT 1 / (SELECT count(*) FROM users);\n"
            + "ALTER TABLE users DROP mail;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.sql("INSERT INTO users VALUES (1)");

    var said = shell.run("recover", "0002", "--reason", "a row was missing", "--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(1);
    assertThat(said.all()).contains("VERIFY-007").contains("CONTRACT-002");
    assertThat(shell.run("status").out()).doesNotContain("2 applied");
  }

  private void contract(String yaml) throws IOException {
    Files.writeString(folder.resolve("schema-contract.yaml"), yaml);
  }
}
