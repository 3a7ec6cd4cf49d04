package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.lint.Judged;
import dev.migrationledger.sql.lint.Rule;
import dev.migrationledger.sql.lint.Severity;
import java.util.HashSet;
import java.util.List;

/** Shows findings and rules to people. */
final class LintPrinter {

  private final Console console;

  LintPrinter(Console console) {
    this.console = console;
  }

  /** All of them, by file and place; effect and workaround of a code the first time only. */
  void findings(List<LintLine> lines, int files, int excepted) {
    var explained = new HashSet<String>();
    for (var line : lines) {
      console.answer(
          paint(line.severity()),
          "%s: %s %s  %s"
              .formatted(
                  Printable.line(line.place()),
                  line.code(),
                  line.severity().word(),
                  line.message() + from(line)));
      if (explained.add(line.code())) {
        if (!line.effect().isEmpty()) {
          console.answer("    effect:  " + line.effect());
        }
        console.answer("    instead: " + line.workaround());
      }
    }
    console.answer(
        "%s: %s, %s, %s%s"
            .formatted(
                counted(files, "script"),
                counted(LintAnswer.count(lines, Severity.ERROR), "error"),
                counted(LintAnswer.count(lines, Severity.WARNING), "warning"),
                counted(LintAnswer.count(lines, Severity.INFO), "note"),
                excepted == 0 ? "" : "; " + excepted + " excepted in ledger.yaml"));
  }

  private static String from(LintLine line) {
    return line.severityFrom().equals(Judged.RULE) ? "" : " [" + line.severityFrom() + "]";
  }

  void rules(List<Rule> rules) {
    for (var rule : rules) {
      console.answer(
          Console.Paint.STRONG,
          "%s %s  %s%s"
              .formatted(
                  rule.code(),
                  rule.name(),
                  rule.severity().word(),
                  rule.optional() ? ", with --enable" : ""));
      console.answer("    " + rule.sentence());
    }
    console.answer("docs/lint.md has their effects, what to write instead, and examples");
  }

  private static Console.Paint paint(Severity severity) {
    return switch (severity) {
      case ERROR -> Console.Paint.BAD;
      case WARNING -> Console.Paint.WARN;
      case INFO -> Console.Paint.FAINT;
    };
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
