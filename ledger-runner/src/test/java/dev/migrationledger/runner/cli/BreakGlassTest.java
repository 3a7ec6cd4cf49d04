package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.record.Journal;
import dev.migrationledger.runner.record.JournalEntry;
import dev.migrationledger.runner.record.LocalLedger;
import dev.migrationledger.runner.target.TargetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class BreakGlassTest {

  private static final String AWAY = "jdbc:postgresql://127.0.0.1:1/ledger";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;
  private String ledger;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
    server.createDatabase(shell.database + "_ledger");
    ledger = server.url(shell.database + "_ledger");
    shell
        .write("0001_a.sql", "CREATE TABLE a(x int);")
        .write("0002_b.sql", "CREATE TABLE b(x int);");
    assertThat(shell.run("migrate", "--to", "0001", "--ledger-url", ledger).status()).isZero();
  }

  @Test
  void a_run_without_the_ledger_is_recorded_by_the_next_one() {
    shell.write("0003_c.sql", "CREATE TABLE c(x int);\nSELECT 'y'::int FROM a;\n");

    var blind = broken("the shop is down");
    shell.write("0003_c.sql", "CREATE TABLE c(x int);\n");
    var next = shell.run("migrate", "--ledger-url", ledger, "--actor", "erin");

    assertThat(blind.status()).as(blind.all()).isEqualTo(1);
    assertThat(blind.err())
        .contains("STORE-001", "this run goes on without the ledger, journalled in ");
    assertThat(blind.out()).contains("applied  0002_b.sql", "EXEC-001 statement 2 of 0003_c.sql");
    assertThat(next.status()).as(next.all()).isZero();
    assertThat(next.out())
        .contains("earlier run: what ran without the ledger is recorded, from ")
        .contains("applied  0003_c.sql")
        .doesNotContain("applied  0002_b.sql");
    var history = shell.run("history", "--ledger-url", ledger, "--output", "json").out();
    assertThat(history).contains("STORE-001", "the shop is down");
    assertThat(shell.run("history", "0002", "--ledger-url", ledger).out())
        .contains("applied")
        .contains("dana@example.com");
    assertThat(shell.run("verify", "--ledger-url", ledger).out()).contains("\nintact: ");
    assertThat(shell.run("migrate", "--ledger-url", ledger).out())
        .contains("nothing to do")
        .doesNotContain("earlier run");
  }

  @Test
  void a_journal_cut_off_by_a_crash_is_completed_from_the_receipts() throws IOException {
    broken("the shop is down");
    var journal = journal();
    var lines = Files.readAllLines(journal);
    var cut = lines.size() - 2;
    assertThat(lines.get(cut)).contains("RecordApplied");
    Files.writeString(
        journal, String.join("\n", lines.subList(0, cut)) + "\n" + lines.get(cut).substring(0, 50));

    var next = shell.run("migrate", "--ledger-url", ledger);

    assertThat(next.status()).as(next.all()).isZero();
    assertThat(next.out()).contains("0002", "nothing to do");
    assertThat(shell.run("status", "--ledger-url", ledger, "--exit-code").status()).isZero();
    assertThat(shell.run("verify", "--ledger-url", ledger).out()).contains("\nintact: ");
  }

  @Test
  void a_journal_that_the_ledger_contradicts_is_named_with_its_line_and_kept() throws IOException {
    broken("the shop is down");
    shell.sql("DELETE FROM ledger.receipt WHERE version = '0002'");
    assertThat(Files.move(journal(), folder.resolve("journal"))).exists();
    var retired = shell.run("retire", "0002", "--reason", "never", "--ledger-url", ledger);
    assertThat(retired.status()).as(retired.all()).isZero();
    Files.move(folder.resolve("journal"), folder.resolve(".ledger/journal/x.journal.jsonl"));

    var next = shell.run("migrate", "--ledger-url", ledger);

    assertThat(next.status()).as(next.all()).isEqualTo(3);
    assertThat(next.err()).contains("RECORD-003 the ledger refuses line ", "LEDGER-012");
    assertThat(journal()).exists();
  }

  @Test
  void a_delivery_that_was_cut_off_after_its_last_line_is_not_made_twice() throws IOException {
    broken("the shop is down");
    var journal = journal();
    assertThat(shell.run("migrate", "--ledger-url", ledger).status()).isZero();
    var events = history();
    Files.move(journal.resolveSibling(journal.getFileName() + ".recorded"), journal);

    var again = shell.run("migrate", "--ledger-url", ledger);

    assertThat(again.status()).as(again.all()).isZero();
    assertThat(history()).isEqualTo(events);
    assertThat(journal).doesNotExist();
  }

  @Test
  void a_delivery_that_was_cut_off_in_the_middle_goes_on() throws IOException {
    shell.write("0003_c.sql", "CREATE TABLE c(x int);\nSELECT 'y'::int FROM a;\n");
    broken("the shop is down");
    var whole = Files.readString(journal());
    deliverUpTo("RecordApplied", ledger);
    assertThat(Files.readString(journal())).isEqualTo(whole);

    var next = shell.run("migrate", "--ledger-url", ledger);

    assertThat(next.out()).contains("what ran without the ledger is recorded");
    assertThat(history())
        .containsOnlyOnce("applied 0002_b.sql")
        .contains("invalid input syntax for type integer: \"y\"", "the shop is down");
    assertThat(shell.run("verify", "--ledger-url", ledger).out()).contains("\nintact: ");
  }

  /** As a process does that is killed right after it told the ledger of one of these. */
  private void deliverUpTo(String command, String url) {
    var address = TargetAddress.of(url, shell.environment);
    try (var told = LocalLedger.at(address)) {
      told.state("shop");
      var journal = Journal.waiting(folder.resolve(".ledger/journal")).getFirst();
      assertThatThrownBy(() ->
              journal.deliver(
                  journal.entries(),
                  entry -> {
                    switch (entry) {
                      case JournalEntry.Kept(var contents) -> told.keep(contents);
                      case JournalEntry.Sent(var sent, var whose) -> {
                        told.send(sent, whose);
                        if (sent.getClass().getSimpleName().equals(command)) {
                          throw new IllegalStateException("killed");
                        }
                      }
                    }
                  }))
          .hasMessage("killed");
    }
  }

  private String history() {
    return shell.run("history", "--ledger-url", ledger).out();
  }

  @Test
  void journals_brought_back_in_any_order_are_recorded_in_theirs() throws IOException {
    broken("the shop is down");
    var first = journal();
    shell.write("0003_c.sql", "CREATE TABLE c(x int);");
    broken("the shop is down again");
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().plusSeconds(60)));

    var next = shell.run("migrate", "--ledger-url", ledger);

    assertThat(next.status()).as(next.all()).isZero();
    assertThat(next.out()).contains("nothing to do");
    var history = shell.run("history", "--ledger-url", ledger, "--output", "json").out();
    assertThat(history).containsSubsequence("the shop is down.", "the shop is down again.");
  }

  @Test
  void a_journal_that_was_changed_is_not_believed() throws IOException {
    broken("the shop is down");
    Files.writeString(journal(), Files.readString(journal()).replace("\"kind\"", "\"sort\""));

    var next = shell.run("migrate", "--ledger-url", ledger);

    assertThat(next.status()).isEqualTo(8);
    assertThat(next.err()).contains("RECORD-002 line 1 of the journal ");
  }

  @Test
  void it_needs_a_reason_and_a_ledger_of_its_own_and_breaks_nothing_that_is_whole() {
    var silent = shell.run("migrate", "--break-glass", "--ledger-url", AWAY);
    var inTarget = shell.run("migrate", "--break-glass", "--reason", "x");
    var whole = shell.run("migrate", "--break-glass", "--reason", "x", "--ledger-url", ledger);

    assertThat(silent.status()).isEqualTo(2);
    assertThat(silent.err()).contains("--break-glass needs --reason");
    assertThat(inTarget.status()).isEqualTo(2);
    assertThat(inTarget.err()).contains("--break-glass is for a ledger in a database of its own");
    assertThat(whole.status()).isZero();
    assertThat(whole.err()).contains("the ledger answers");
    assertThat(folder.resolve(".ledger/journal")).doesNotExist();
  }

  private Shell.Said broken(String reason) {
    return shell.run("migrate", "--break-glass", "--reason", reason, "--ledger-url", AWAY);
  }

  private Path journal() throws IOException {
    try (var files = Files.list(folder.resolve(".ledger/journal"))) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }
}
