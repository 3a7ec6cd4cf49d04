package dev.migrationledger.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.runner.target.Receipt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenRunSettlerTest {

  @TempDir Path folder;

  private Desk desk = new Desk(Path.of(""));

  @BeforeEach
  void lay_out() {
    desk = new Desk(folder).write("0001_a.sql").write("0002_b.sql").write("0003_c.sql");
    desk.discovers("0001_a.sql", "0002_b.sql", "0003_c.sql");
  }

  @Test
  void no_open_run_needs_nothing() {
    assertThat(settle()).isEmpty();
  }

  @Test
  void killed_before_the_first_commit_nothing_was_kept_and_it_may_run_again() {
    start();

    assertThat(settle())
        .containsExactly(
            "0001 failed INTERRUPTED: the run was interrupted before the migration was committed;"
                + " nothing of it was kept",
            "run1 ended INTERRUPTED");
    assertThat(desk.findings()).isEmpty();
    assertThat(Desk.steps(desk.plan())).containsExactly("0001_a.sql", "0002_b.sql", "0003_c.sql");
  }

  @Test
  void killed_between_commit_and_ledger_the_receipt_speaks() {
    var run = start();
    left(run, "0001_a.sql", Receipt.Phase.APPLIED, 1);

    assertThat(settle())
        .containsExactly(
            "0001 applied from its receipt",
            "0002 failed INTERRUPTED: the run was interrupted before the migration was committed;"
                + " nothing of it was kept",
            "run1 ended INTERRUPTED");
    assertThat(status("0001")).isEqualTo(MigrationStatus.APPLIED);
    assertThat(status("0002")).isEqualTo(MigrationStatus.FAILED);
    assertThat(status("0003")).isEqualTo(MigrationStatus.PENDING);
    assertThat(desk.findings()).isEmpty();
    assertThat(Desk.steps(desk.plan())).containsExactly("0002_b.sql", "0003_c.sql");
  }

  @Test
  void killed_after_the_last_commit_the_run_succeeded() {
    var run = start();
    left(run, "0001_a.sql", Receipt.Phase.APPLIED, 1);
    record(run, "0001_a.sql");
    left(run, "0002_b.sql", Receipt.Phase.APPLIED, 1);
    left(run, "0003_c.sql", Receipt.Phase.APPLIED, 1);

    assertThat(settle())
        .containsExactly(
            "0002 applied from its receipt",
            "0003 applied from its receipt",
            "run1 ended SUCCEEDED");
    assertThat(Desk.steps(desk.plan())).isEmpty();
  }

  @Test
  void killed_before_the_run_was_finished_only_its_end_is_recorded() {
    var run = start();
    for (var file : List.of("0001_a.sql", "0002_b.sql", "0003_c.sql")) {
      left(run, file, Receipt.Phase.APPLIED, 1);
      record(run, file);
    }

    assertThat(settle()).containsExactly("run1 ended SUCCEEDED");
  }

  @Test
  void killed_after_the_failure_was_recorded_the_run_failed() {
    var run = start();
    var source = desk.source("0001_a.sql");
    var failure =
        new Failure(Failure.Kind.ROLLED_BACK, "42P01", "no such table", "", "", 1, 1, 1, 0);
    desk.does(
        new RecordFailed(Desk.TARGET, run, source.version(), source.checksum(), failure, 1, 5));

    assertThat(settle()).containsExactly("run1 ended FAILED");
  }

  @Test
  void killed_between_statements_outside_a_transaction_it_is_unknown_and_blocks() {
    var run = start();
    left(run, "0001_a.sql", Receipt.Phase.BEGUN, 1);
    left(run, "0001_a.sql", Receipt.Phase.STEP, 1);
    left(run, "0001_a.sql", Receipt.Phase.BEGUN, 2);

    assertThat(settle())
        .containsExactly(
            "0001 failed HALF_DONE: the run was interrupted at statement 2, which runs outside a"
                + " transaction",
            "run1 ended INTERRUPTED");
    assertThat(status("0001")).isEqualTo(MigrationStatus.UNKNOWN);
    assertThat(desk.findings())
        .containsExactly("PLAN-009 ERROR 0001_a.sql: 0001 stopped half-way in an earlier run");
  }

  @Test
  void killed_in_a_statement_that_commits_with_its_receipt_it_is_known_what_is_done() {
    var run = start();
    left(run, "0001_a.sql", Receipt.Phase.STEP, 1);
    left(run, "0001_a.sql", Receipt.Phase.STEP, 2);

    assertThat(settle())
        .containsExactly(
            "0001 failed HALF_DONE: the run was interrupted after statement 2 of a script that runs"
                + " statement by statement",
            "run1 ended INTERRUPTED");
    assertThat(status("0001")).isEqualTo(MigrationStatus.UNKNOWN);
  }

  @Test
  void receipts_of_another_run_or_of_other_bytes_prove_nothing() {
    var run = start();
    left("run0", "0001_a.sql", Receipt.Phase.APPLIED, 1);
    var source = desk.source("0001_a.sql");
    desk.receipts.add(
        new Receipt(
            Desk.TARGET,
            run,
            source.version(),
            source.file(),
            Desk.sum('e'),
            Receipt.Phase.APPLIED,
            1,
            Desk.execution(1)));

    assertThat(settle().getFirst()).startsWith("0001 failed INTERRUPTED");
  }

  @Test
  void settling_twice_records_nothing_more() {
    start();
    settle();

    assertThat(settle()).isEmpty();
  }

  private String start() {
    return desk.starts("0001_a.sql", "0002_b.sql", "0003_c.sql");
  }

  private void left(String run, String file, Receipt.Phase phase, int statement) {
    desk.receipts.add(Desk.receipt(run, desk.source(file), phase, statement));
  }

  private void record(String run, String file) {
    var source = desk.source(file);
    desk.does(
        RecordApplied.one(
            Desk.TARGET, run, source.version(), source.checksum(), Desk.execution(1)));
  }

  private MigrationStatus status(String version) {
    return desk.state.migration(Desk.v(version)).orElseThrow().status();
  }

  /** Settles through the rules, and says what was recorded. */
  private List<String> settle() {
    var commands = OpenRunSettler.settle(desk.state, desk.receipts);
    commands.forEach(desk::does);
    return commands.stream().flatMap(command -> lines(command).stream()).toList();
  }

  private static List<String> lines(LedgerCommand command) {
    return switch (command) {
      case RecordApplied c ->
          c.migrations().stream()
              .map(m -> m.version() + (m.fromReceipt() ? " applied from its receipt" : " applied"))
              .toList();
      case RecordFailed c ->
          List.of(c.version() + " failed " + c.failure().kind() + ": " + c.failure().message());
      case FinishRun c -> List.of(c.run() + " ended " + c.outcome());
      default -> List.of(command.toString());
    };
  }
}
