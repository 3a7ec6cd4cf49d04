package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback gives back owners and grants, or is not kept. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackRolesTest {

  private static final String OWNER =
      "SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'orders'";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shop() {
    shell = new Shell(server, folder);
    shell.sql(
        "DO $$ BEGIN IF to_regrole('report') IS NULL THEN CREATE ROLE report; CREATE ROLE deployer"
            + " LOGIN PASSWORD 'deployer'; END IF; END $$");
    shell
        .write("0001_orders.sql", "CREATE TABLE orders(id int PRIMARY KEY);\n")
        .write("0002_view.sql", "CREATE VIEW latest AS SELECT id FROM orders;\n")
        .write("0003_view.sql", "CREATE OR REPLACE VIEW latest AS SELECT id, 1 AS n FROM orders;\n")
        .write(
            "0003_view.down.sql",
            "DROP VIEW latest;\nCREATE VIEW latest AS SELECT id FROM orders;\n")
        .write("0004_gone.sql", "DROP VIEW latest;\nDROP TABLE orders;\n")
        .write(
            "0004_gone.down.sql",
            "CREATE TABLE orders(id int PRIMARY KEY);\n"
                + "CREATE VIEW latest AS SELECT id, 1 AS n FROM orders;\n");
  }

  private Shell.Said back(String to) {
    var said =
        shell.run(
            "rollback",
            "--to",
            to,
            "--reason",
            "r",
            "--yes",
            "--shadow-url",
            "postgres://%s:%s@127.0.0.1:%d/postgres"
                .formatted(server.user(), server.password(), server.port()));
    return said;
  }

  private void done(Shell.Said said) {
    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void grants_that_somebody_gave_are_given_back_or_nothing_is_kept() {
    done(shell.run("migrate", "--to", "0003"));
    shell.sql("GRANT SELECT ON latest TO report");
    done(shell.run("drift", "--accept-all", "--reason", "report reads it"));

    var said = back("0002");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("ROLLBACK-015")
        .contains("view public.latest: grants is absent instead of SELECT TO report")
        .contains("0 taken back, 1 failed (0003 stays applied)");
    assertThat(shell.ask("SELECT has_table_privilege('report', 'latest', 'SELECT')"))
        .isEqualTo("t");
    shell.write(
        "0003_view.down.sql",
        "DROP VIEW latest;\nCREATE VIEW latest AS SELECT id FROM orders;\nDO $$ BEGIN IF"
            + " current_database() = '"
            + shell.database
            + "' THEN GRANT SELECT ON latest TO report; END IF; END $$;\n");
    done(back("0002"));
    assertThat(shell.ask("SELECT has_table_privilege('report', 'latest', 'SELECT')"))
        .isEqualTo("t");
    done(shell.run("drift"));
  }

  @Test
  void another_owner_than_the_replay_tells_is_not_kept() {
    done(shell.run("migrate"));
    shell.sql(
        "CREATE FUNCTION give() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE IF EXISTS"
            + " public.orders OWNER TO report; END $$; CREATE EVENT TRIGGER give ON ddl_command_end"
            + " WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION give()");
    done(shell.run("drift", "--accept-all", "--reason", "it is there"));

    var said = back("0003");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("ROLLBACK-015")
        .contains("table public.orders: owner is report instead of " + server.user());
    assertThat(shell.ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("t");
  }

  @Test
  void what_the_replays_role_owns_there_the_deploying_role_owns_here() {
    shell.sql("ALTER DATABASE " + shell.database + " OWNER TO deployer");
    shell.sql("GRANT ALL ON SCHEMA public TO deployer");
    shell.environment.put("PGUSER", "deployer");
    shell.environment.put("PGPASSWORD", "deployer");
    done(shell.run("migrate"));

    done(back("0003"));

    assertThat(shell.ask(OWNER)).isEqualTo("deployer");
    done(shell.run("drift"));
    done(back("0002"));
    done(shell.run("drift"));
  }

  @Test
  void privileges_that_new_tables_have_by_default_stand_in_no_rollbacks_way() {
    shell.sql("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO report");
    done(shell.run("migrate"));

    done(back("0003"));

    assertThat(shell.ask("SELECT has_table_privilege('report', 'orders', 'SELECT')"))
        .isEqualTo("t");
    done(shell.run("drift"));
  }

  @Test
  void where_each_schema_has_an_owner_what_is_made_anew_has_to_be_its_owners() {
    ownersBySchema("DROP TABLE audit.log;\n", "CREATE TABLE audit.log(id int);\n");

    var said = back("0006");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("ROLLBACK-015")
        .contains("table audit.log: owner is " + server.user() + " instead of report")
        .doesNotContain("ROLLBACK-017");
    shell.write(
        "0007_log.down.sql",
        "CREATE TABLE audit.log(id int);\nDO $$ BEGIN IF current_database() = '"
            + shell.database
            + "' THEN ALTER TABLE audit.log OWNER TO report; END IF; END $$;\n");
    done(back("0006"));
    done(shell.run("drift"));
  }

  @Test
  void where_several_roles_own_things_in_one_schema_the_owner_is_one_of_them_and_it_is_told() {
    ownersBySchema("DROP TABLE public.orders CASCADE;\n", "");
    shell.sql("ALTER TABLE audit.kept OWNER TO deployer");
    done(shell.run("drift", "--accept-all", "--reason", "deployer keeps it"));
    shell.write("0008_more.sql", "DROP TABLE audit.log;\n");
    done(shell.run("migrate"));
    shell.write(
        "0008_more.down.sql",
        "CREATE TABLE audit.log(id int);\nGRANT SELECT ON audit.log TO PUBLIC;\n");
    var refused = back("0007");
    assertThat(refused.out()).contains("ROLLBACK-004");

    shell.write("0008_more.down.sql", "CREATE TABLE audit.log(id int);\n");
    var stranger = back("0007");
    assertThat(stranger.status()).as(stranger.all()).isEqualTo(5);
    assertThat(stranger.out())
        .contains(
            "ROLLBACK-017 warning  the owner of table audit.log cannot be foretold: deployer, report"
                + " own what the migrations make")
        .contains(
            "table audit.log: owner is " + server.user() + " instead of one of deployer, report");

    shell.write(
        "0008_more.down.sql",
        "CREATE TABLE audit.log(id int);\nDO $$ BEGIN IF current_database() = '"
            + shell.database
            + "' THEN ALTER TABLE audit.log OWNER TO deployer;"
            + " GRANT SELECT ON audit.log TO PUBLIC; END IF; END $$;\n");
    var granted = back("0007");
    assertThat(granted.status()).as(granted.all()).isEqualTo(5);
    assertThat(granted.out())
        .contains("table audit.log: grants is SELECT TO PUBLIC instead of absent");
    shell.write(
        "0008_more.down.sql",
        "CREATE TABLE audit.log(id int);\nDO $$ BEGIN IF current_database() = '"
            + shell.database
            + "' THEN ALTER TABLE audit.log OWNER TO deployer; END IF; END $$;\n");
    done(back("0007"));
    done(shell.run("drift"));
  }

  /** The superuser owns what is in public, and the role report what is in audit. */
  private void ownersBySchema(String script, String down) {
    shell.remove("0004_gone.sql");
    shell.remove("0004_gone.down.sql");
    shell
        .write(
            "0005_audit.sql",
            "CREATE SCHEMA audit;\nCREATE TABLE audit.kept(id int);\nCREATE TABLE audit.old(id int);\n")
        .write("0006_log.sql", "CREATE TABLE audit.log(id int);\n");
    done(shell.run("migrate"));
    shell.sql(
        "ALTER SCHEMA audit OWNER TO report; ALTER TABLE audit.kept OWNER TO report;"
            + " ALTER TABLE audit.old OWNER TO report;"
            + " ALTER TABLE audit.log OWNER TO report");
    done(shell.run("drift", "--accept-all", "--reason", "report owns the audit"));
    shell.write("0007_log.sql", script);
    if (!down.isEmpty()) {
      shell.write("0007_log.down.sql", down);
    }
    done(shell.run("migrate"));
  }
}
