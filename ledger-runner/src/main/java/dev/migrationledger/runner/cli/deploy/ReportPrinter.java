package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.deploy.DeployReport;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows how a deploy ended: what failed and why, what was applied, what was not tried, what to do.
 */
final class ReportPrinter {

  private static final int NAMED_AT_MOST = 6;

  /** Lock timeout, deadlock, serialization failure, statement timeout: not the script's fault. */
  private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001", "57014");

  private final Console console;

  ReportPrinter(Console console) {
    this.console = console;
  }

  void print(String target, DeployReport report) {
    report.settled().forEach(line -> console.answer("earlier run: " + line));
    new FindingPrinter(console).print(report.findings());
    switch (report.outcome()) {
      case NOTHING_TO_DO ->
          console.answer("nothing to do: target \"" + target + "\" is up to date");
      case REFUSED ->
          console.answer(
              Console.Paint.BAD,
              "refused: nothing was executed on target \""
                  + target
                  + "\" (run "
                  + report.run()
                  + " records why)");
      case SUCCEEDED ->
          console.answer(
              Console.Paint.GOOD,
              report.applied().size()
                  + " applied on target \""
                  + target
                  + "\", run "
                  + report.run());
      case FAILED -> {
        report.failed().ifPresent(this::failure);
        summary(target, report);
      }
      case UNCERTAIN -> {
        console.answer(Console.Paint.BAD, report.note());
        summary(target, report);
      }
    }
  }

  private void failure(DeployReport.Failed failed) {
    var failure = failed.failure();
    var file = failed.migration().file();
    console.answer(
        Console.Paint.BAD, "EXEC-001 " + where(file, failure) + " failed: " + what(failure));
    if (!failure.detail().isEmpty()) {
      console.answer("    detail: " + failure.detail());
    }
    if (!failure.hint().isEmpty()) {
      console.answer("    hint: " + failure.hint());
    }
    console.answer("    " + left(failed.migration(), failure));
  }

  private static String where(String file, Failure failure) {
    if (failure.statement() == 0) {
      return file;
    }
    var place =
        failure.line() == 0
            ? ""
            : " (line " + failure.line() + ", column " + failure.column() + ")";
    return "statement " + failure.statement() + " of " + file + place;
  }

  private static String what(Failure failure) {
    return failure.sqlState().isEmpty()
        ? failure.message()
        : failure.sqlState() + " " + failure.message();
  }

  private static String left(PlannedMigration migration, Failure failure) {
    var version = migration.version();
    return switch (failure.kind()) {
      case ROLLED_BACK ->
          "Nothing of "
              + version
              + " was kept. "
              + (PASSING.contains(failure.sqlState())
                  ? "When what stood in the way is gone, run \"ledger migrate\" again."
                  : "Correct the script and run \"ledger migrate\" again.");
      case INTERRUPTED ->
          "Nothing of "
              + version
              + " was kept. When the target answers again, run \"ledger migrate\" again.";
      case HALF_DONE ->
          (failure.kept() == 1 ? "1 statement of " : failure.kept() + " statements of ")
              + version
              + (failure.kept() == 1 ? " stays" : " stay")
              + " in effect. Run \"ledger recover "
              + version
              + "\".";
    };
  }

  private void summary(String target, DeployReport report) {
    var names =
        report.notTried().stream()
            .limit(NAMED_AT_MOST)
            .map(m -> m.version().text())
            .collect(Collectors.joining(", "));
    var more = report.notTried().size() > NAMED_AT_MOST ? ", ..." : "";
    console.answer(
        report.applied().size()
            + " applied, "
            + report
                .failed()
                .map(f -> "1 failed (" + f.migration().version() + ")")
                .orElse("0 failed")
            + ", "
            + report.notTried().size()
            + " not tried"
            + (names.isEmpty() ? "" : " (" + names + more + ")")
            + " on target \""
            + target
            + "\", run "
            + report.run());
  }
}
