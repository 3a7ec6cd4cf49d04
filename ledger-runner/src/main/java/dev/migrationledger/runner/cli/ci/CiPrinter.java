package dev.migrationledger.runner.cli.ci;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.ci.CiCheck;
import dev.migrationledger.runner.ci.CiReport;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.shadow.ReplayedMigration;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows a report to people: the order, the checks, and what was found. */
final class CiPrinter {

  private final Console console;

  CiPrinter(Console console) {
    this.console = console;
  }

  void print(CiReport report) {
    order(report);
    var checks = report.checks();
    for (var check : checks) {
      console.answer(
          paint(check),
          "%-8s %-13s %9s  %s"
              .formatted(word(check), check.name(), time(check), Printable.line(check.note())));
    }
    for (var check : checks) {
      new FindingPrinter(console).printPlanned(check.findings());
    }
    result(report);
  }

  private void order(CiReport report) {
    var ran =
        report.replayed().stream()
            .collect(
                Collectors.toMap(
                    m -> m.planned().file(), Function.identity(), (one, other) -> one));
    console.answer("Order of application:");
    for (var migration : report.order()) {
      console.answer("  " + Printable.line(migration.file()) + ran(report, ran, migration));
    }
  }

  private static String ran(
      CiReport report, Map<String, ReplayedMigration> ran, PlannedMigration migration) {
    var replayed = ran.get(migration.file());
    if (report.known() || replayed == null) {
      return "";
    }
    return "  (%s%s)".formatted(replayed.failed() ? "failed after " : "", ms(replayed.duration()));
  }

  private void result(CiReport report) {
    var failed = report.checks().stream().filter(CiCheck::failed).map(CiCheck::name).toList();
    var blocking = report.findings().stream().filter(f -> f.blocks()).count();
    if (failed.isEmpty()) {
      console.answer(
          Console.Paint.GOOD,
          "passed: %d migrations, in %s".formatted(report.order().size(), ms(report.duration())));
    } else {
      console.answer(
          Console.Paint.BAD,
          "failed: %s (%d %s), in %s"
              .formatted(
                  String.join(", ", failed),
                  blocking,
                  blocking == 1 ? "finding" : "findings",
                  ms(report.duration())));
    }
  }

  private static String word(CiCheck check) {
    return check.outcome().name().toLowerCase(Locale.ROOT);
  }

  private static String time(CiCheck check) {
    return check.outcome() == CiCheck.Outcome.SKIPPED ? "" : ms(check.duration());
  }

  private static String ms(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private static Console.Paint paint(CiCheck check) {
    return switch (check.outcome()) {
      case PASSED -> Console.Paint.GOOD;
      case FAILED -> Console.Paint.BAD;
      case SKIPPED -> Console.Paint.FAINT;
    };
  }
}
