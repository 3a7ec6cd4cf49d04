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

/** What the ledger goes by after a recovery or a baseline. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class DriftAfterDecisionsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder).write("0001_users.sql", "CREATE TABLE users (id int);\n");
  }

  @Test
  void a_recovery_takes_over_what_it_did_and_not_what_somebody_did_before() {
    shell.write("0002_orders.sql", "CREATE TABLE orders (id int);\nSELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.write("0002_orders.sql", "CREATE TABLE orders (id int);\n");
    shell.sql("ALTER TABLE users ADD COLUMN nick text");

    var said = shell.run("recover", "0002", "--reason", "put right", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("DRIFT-001 warning  column public.users.nick was added outside of any migration");
    var drift = shell.run("drift");
    assertThat(drift.status()).isEqualTo(5);
    assertThat(drift.out())
        .contains("column public.users.nick", "drift: 1 object of target")
        .doesNotContain("orders");
  }

  @Test
  void what_was_made_by_hand_for_a_migration_that_counts_as_done_stays_told() {
    shell.write("0002_orders.sql", "CREATE TABLE orders (id int);\nSELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.sql("CREATE TABLE orders (id int)");

    var said =
        shell.run("recover", "execute", "--choose", "0002=done", "--reason", "by hand", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("DRIFT-001 warning  table public.orders was added");
    assertThat(shell.run("drift").out()).contains("added    table public.orders");
    assertThat(shell.run("drift", "--accept-all", "--reason", "0002 by hand").status()).isZero();
  }

  @Test
  void findings_of_a_recovery_stand_beside_its_answer_in_json() {
    shell.write("0002_orders.sql", "SELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.write("0002_orders.sql", "CREATE TABLE orders (id int);\n");
    shell.sql("ALTER TABLE users ADD COLUMN nick text");

    var said = shell.run("recover", "execute", "--reason", "r", "--yes", "-o", "json");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).startsWith("{").doesNotContain("DRIFT");
    assertThat(said.err()).contains("DRIFT-001 column public.users.nick was added");
  }

  @Test
  void a_repair_that_fails_is_no_drift() {
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("ALTER TABLE users ADD CONSTRAINT positive CHECK (id > 0) NOT VALID");
    shell.run("drift", "--accept-all", "--reason", "wanted");
    shell.environment.put("LEDGER_STATEMENT_TIMEOUT", "1ms");
    shell.sql("INSERT INTO users SELECT generate_series(1, 300000)");

    var said = shell.run("recover", "execute", "--reason", "r", "--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(1);
    shell.environment.remove("LEDGER_STATEMENT_TIMEOUT");
    assertThat(shell.run("drift").status()).isZero();
  }

  @Test
  void a_baseline_of_a_schema_that_nobody_looked_at_is_what_the_ledger_goes_by() {
    shell.sql("CREATE TABLE users (id int); CREATE TABLE other (id int)");

    assertThat(shell.run("baseline", "0001", "--reason", "inherited").status()).isZero();

    assertThat(shell.run("drift").out())
        .contains("no drift: the schema of target \"shop\" is what the ledger says");
    shell.sql("DROP TABLE other");
    assertThat(shell.run("drift").out()).contains("removed  table public.other");
  }

  @Test
  void what_differs_when_a_baseline_is_set_is_told_recorded_and_settled_with_its_reason() {
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("CREATE TABLE orders (id int)");
    shell.write("0002_orders.sql", "CREATE TABLE orders (id int);\n");

    var said = shell.run("baseline", "0002", "--reason", "made by hand on Friday");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("DRIFT-001 warning  table public.orders was not as the ledger says")
        .contains("0002 is the baseline of target \"shop\"");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("drift", "--history").out())
        .contains("added    table public.orders")
        .contains("accepted ")
        .contains("baseline 0002: made by hand on Friday");
  }
}
