package dev.migrationledger.runner.cli.rollback;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.rollback.RollbackCode;
import dev.migrationledger.runner.rollback.RollbackPlan;
import dev.migrationledger.runner.rollback.RollbackReport;
import dev.migrationledger.runner.rollback.RollbackStep;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows what would be taken back, what was proved, what data goes with it, and how it ended. */
final class RollbackPrinter {

  private final Console console;

  RollbackPrinter(Console console) {
    this.console = console;
  }

  void plan(String target, RollbackPlan plan, List<String> settled) {
    settled.forEach(line -> console.answer("earlier run: " + line));
    console.answer(
        "%d to take back on target \"%s\", down to %s, in this order:"
            .formatted(plan.steps().size(), target, plan.to()));
    for (var step : plan.steps()) {
      console.answer("  %s  by %s".formatted(step.migration().file(), step.down().file()));
      console.answer(
          Console.Paint.FAINT,
          "      proved by a replay: gives back the schema from before it, and it can be applied"
              + " again");
      for (var loss : step.losses()) {
        console.answer(Console.Paint.WARN, "      loses " + loss(loss));
      }
    }
    new FindingPrinter(console).print(plan.findings());
  }

  private static String loss(RollbackStep.Loss loss) {
    if (loss.rows() < 0) {
      return loss.what() + " (how many rows is not known)";
    }
    return String.format(
        Locale.ROOT,
        "%s (%s%,d row%s)",
        loss.what(),
        loss.exact() ? "" : "about ",
        loss.rows(),
        loss.rows() == 1 ? "" : "s");
  }

  void told(String target, RollbackPlan plan, RollbackAnswer.Told told) {
    var settled = told.settled();
    if (plan.refused()) {
      settled.forEach(line -> console.answer("earlier run: " + line));
      new FindingPrinter(console).print(plan.findings());
      console.answer(
          Console.Paint.BAD, "refused: nothing was executed on target \"" + target + "\"");
    } else if (plan.steps().isEmpty()) {
      settled.forEach(line -> console.answer("earlier run: " + line));
      console.answer(
          "nothing to do: nothing above %s is applied on target \"%s\" any more"
              .formatted(plan.to(), target));
    } else {
      plan(target, plan, settled);
      if (told.outcome().equals("dry-run")) {
        console.answer("nothing was executed");
      }
    }
  }

  void report(String target, RollbackReport report) {
    if (report.outcome() == RollbackReport.Outcome.FAILED) {
      report.failed().ifPresent(this::failure);
    }
    new FindingPrinter(console).print(report.findings());
    if (!report.note().isEmpty()) {
      console.answer(Console.Paint.BAD, report.note());
    }
    var well = report.outcome() == RollbackReport.Outcome.SUCCEEDED;
    var left =
        report.notTried().stream()
            .map(s -> s.migration().version().text())
            .collect(Collectors.joining(", "));
    console.answer(
        well ? Console.Paint.GOOD : Console.Paint.BAD,
        report.rolledBack().size()
            + " taken back"
            + report
                .failed()
                .map(f -> ", 1 failed (%s stays applied)".formatted(f.step().migration().version()))
                .orElse("")
            + (left.isEmpty()
                ? ""
                : ", %d not tried (%s)".formatted(report.notTried().size(), left))
            + " on target \""
            + target
            + "\", run "
            + report.run());
  }

  private void failure(RollbackReport.Failed failed) {
    var failure = failed.failure();
    var version = failed.step().migration().version();
    console.answer(
        Console.Paint.BAD,
        RollbackCode.DOWN_FAILED.code()
            + " "
            + where(failed.step().down().file(), failure)
            + " failed: "
            + (failure.sqlState() + " " + failure.message()).strip());
    if (!failure.detail().isEmpty()) {
      console.answer("    detail: " + failure.detail());
    }
    if (!failure.hint().isEmpty()) {
      console.answer("    hint: " + failure.hint());
    }
    console.answer(
        "    Nothing of it was kept, %s stays applied. %s"
            .formatted(version, RollbackCode.DOWN_FAILED.remedy()));
  }

  private static String where(String file, Failure failure) {
    if (failure.statement() == 0) {
      return file;
    }
    var place =
        failure.line() == 0
            ? ""
            : " (line %d, column %d)".formatted(failure.line(), failure.column());
    return "statement " + failure.statement() + " of " + file + place;
  }
}
