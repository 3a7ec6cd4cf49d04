package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that stopped half-way is corrected in its file and gone on with. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RecoverCorrectedTest {

  private static final String RAN =
      """
      -- TRANSACTION: none
      CREATE TABLE a (x int);
      INSERT INTO a VALUES (1);
      INSERT INTO a VALUES (1 / 0);
      INSERT INTO a VALUES (3);
      """;
  private static final String CORRECTED = RAN.replace("1 / 0", "2");
  private static final String VALUES = "SELECT string_agg(x::text, ',' ORDER BY x) FROM a";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void stopHalfWay() {
    shell = new Shell(server, folder);
    shell.write("0001_a.sql", RAN);
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(shell.ask(VALUES)).isEqualTo("1");
  }

  @Test
  void what_has_not_run_may_be_corrected_and_the_record_says_what_came_from_which_bytes() {
    shell.write("0001_a.sql", CORRECTED);
    var bytes =
        "statements 1 to 2 ran from checksum %s, and from statement 3 on it is the corrected file with checksum %s"
            .formatted(sha256(RAN), sha256(CORRECTED));
    var plan = shell.run("recover", "plan");
    assertThat(plan.out())
        .contains("RECOVER-005 0001_a.sql: statements 1 to 2 are done")
        .contains("the file was corrected: " + bytes)
        .contains("* resume (will be done)")
        .contains("go on with 0001_a.sql after statement 2, with the file as it is now");

    var said = shell.run("recover", "execute", "--reason", "divides by zero", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask(VALUES)).isEqualTo("1,2,3");
    assertThat(shell.ask(recorded("MigrationRecovered"))).contains(bytes);
    assertThat(shell.ask(recorded("RecoveryPlanned"))).contains(bytes);
    assertThat(
            shell.ask(
                "SELECT string_agg(statement || left(checksum, 4), ',' ORDER BY id)"
                    + " FROM ledger.receipt WHERE phase = 'STEP'"))
        .isEqualTo(
            "1%1$s,2%1$s,3%2$s,4%2$s"
                .formatted(sha256(RAN).substring(0, 4), sha256(CORRECTED).substring(0, 4)));
    inOrder();
  }

  @Test
  void one_version_can_be_recovered_with_a_corrected_file() {
    shell.write("0001_a.sql", CORRECTED);
    var said = shell.run("recover", "0001", "--reason", "divides by zero", "--yes");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask(VALUES)).isEqualTo("1,2,3");
    inOrder();
  }

  @Test
  void a_correction_that_is_wrong_again_is_corrected_again() {
    shell.write("0001_a.sql", RAN.replace("(1 / 0)", "(2); INSERT INTO a VALUES (1 / 0)"));
    var said = shell.run("recover", "0001", "--reason", "divides by zero", "--yes");
    assertThat(said.status()).as(said.all()).isEqualTo(1);
    assertThat(shell.run("migrate").out()).contains("PLAN-009");
    assertThat(shell.ask(VALUES)).isEqualTo("1,2");

    shell.write("0001_a.sql", RAN.replace("(1 / 0)", "(2);\n-- again\nINSERT INTO a VALUES (3)"));
    said = shell.run("recover", "execute", "--reason", "it did so twice", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask(VALUES)).isEqualTo("1,2,3,3");
    inOrder();
  }

  @Test
  void a_correction_that_may_not_run_leaves_what_has_run_as_it_is() {
    shell.write("0001_a.sql", RAN.replace("INSERT INTO a VALUES (1 / 0)", "ROLLBACK"));
    var said = shell.run("recover", "0001", "--reason", "divides by zero", "--yes");
    assertThat(said.status()).as(said.all()).isNotZero();
    assertThat(shell.run("migrate").out()).contains("PLAN-009");
    shell.write("0001_a.sql", CORRECTED);
    assertThat(shell.run("recover", "0001", "--reason", "r", "--yes").status()).isZero();
    assertThat(shell.ask(VALUES)).isEqualTo("1,2,3");
    inOrder();
  }

  @Test
  void what_has_run_may_not_be_changed_and_the_statement_is_told() {
    var events = shell.events();
    shell.write("0001_a.sql", CORRECTED.replace("VALUES (1)", "VALUES (10)"));
    assertThat(shell.run("recover", "plan").out())
        .contains("0001_a.sql:3:1 statement 2 is not what ran (line 3 then)")
        .contains("- done")
        .doesNotContain("resume");

    var said = shell.run("recover", "0001", "--reason", "r", "--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.err())
        .contains("RECOVER-022 0001_a.sql was edited")
        .contains("0001_a.sql:3:1 statement 2 is not what ran")
        .contains("statements 1 to 2 are done");
    assertThat(shell.events()).isEqualTo(events);
    assertThat(shell.ask(VALUES)).isEqualTo("1");
  }

  @Test
  void what_has_run_may_not_be_taken_out_nor_run_in_one_transaction() {
    shell.write("0001_a.sql", "-- TRANSACTION: none\nCREATE TABLE a (x int);\n");
    assertThat(shell.run("recover", "0001", "--reason", "r", "--yes").err())
        .contains("RECOVER-022")
        .contains("0001_a.sql ends before statement 2, which has run");
    shell.write("0001_a.sql", CORRECTED.replace("-- TRANSACTION: none", "-- all at once"));
    var said = shell.run("recover", "0001", "--reason", "r", "--yes");
    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.err()).contains("RECOVER-022").contains("\"-- TRANSACTION: none\"");
    assertThat(shell.ask(VALUES)).isEqualTo("1");
  }

  @Test
  void rows_that_were_copied_may_not_be_changed_either() {
    var ran =
        "-- TRANSACTION: none\nCREATE TABLE b (x int);\nCOPY b FROM STDIN;\n1\n2\n\\.\nSELECT 1 / 0;\n";
    shell.write("0001_a.sql", CORRECTED);
    assertThat(shell.run("recover", "0001", "--reason", "r", "--yes").status()).isZero();
    shell.write("0002_b.sql", ran);
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    var corrected = ran.replace("1 / 0", "1");
    shell.write("0002_b.sql", corrected.replace("\n2\n", "\n3\n"));
    assertThat(shell.run("recover", "0002", "--reason", "r", "--yes").err())
        .contains("0002_b.sql:3:1 statement 2 has other rows than those that ran");
    shell.write("0002_b.sql", corrected);
    assertThat(shell.run("recover", "0002", "--reason", "r", "--yes").status()).isZero();
    assertThat(shell.ask("SELECT string_agg(x::text, ',' ORDER BY x) FROM b")).isEqualTo("1,2");
  }

  @Test
  void a_statement_with_a_secret_cannot_be_told_from_another() {
    shell.write("0001_a.sql", CORRECTED);
    assertThat(shell.run("recover", "0001", "--reason", "r", "--yes").status()).isZero();
    var ran =
        "-- TRANSACTION: none\nCREATE ROLE teller PASSWORD 'hunter2';\nDROP ROLE teller;\nSELECT 1 / 0;\n";
    shell.write("0002_b.sql", ran);
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.write("0002_b.sql", ran.replace("1 / 0", "1"));

    var said = shell.run("recover", "0002", "--reason", "r", "--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.err())
        .contains("0002_b.sql:2:1 statement 1 holds a secret, which is not kept")
        .doesNotContain("hunter2");
  }

  @Test
  void the_invalid_index_of_what_ran_is_dropped_when_the_statement_is_corrected() {
    shell.write("0001_a.sql", CORRECTED + "INSERT INTO a VALUES (3);\n");
    assertThat(shell.run("recover", "0001", "--reason", "r", "--yes").status()).isZero();
    var ran = "CREATE UNIQUE INDEX CONCURRENTLY one ON a (x);\n";
    shell.write("0002_b.sql", ran);
    var failed = shell.run("migrate", "--allow-unmet", "0002", "--reason", "to fail");
    assertThat(failed.status()).as(failed.all()).isEqualTo(1);
    shell.write("0002_b.sql", "CREATE INDEX CONCURRENTLY many ON a (x);\n");

    var said = shell.run("recover", "execute", "--reason", "not unique", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("DROP INDEX CONCURRENTLY IF EXISTS one");
    assertThat(
            shell.ask(
                "SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ',') FROM pg_index"
                    + " WHERE indrelid = 'a'::regclass"))
        .isEqualTo("many true");
    inOrder();
  }

  private void inOrder() {
    for (var command : new String[] {"migrate", "drift", "verify"}) {
      var said = shell.run(command);
      assertThat(said.status()).as(said.all()).isZero();
    }
    var said = shell.run("recover", "detect");
    assertThat(said.status()).as(said.all()).isZero();
  }

  private static String recorded(String event) {
    return "SELECT convert_from(payload, 'UTF8') FROM ledger.entry WHERE payload_type LIKE '%"
        + event
        + "' ORDER BY index DESC LIMIT 1";
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
