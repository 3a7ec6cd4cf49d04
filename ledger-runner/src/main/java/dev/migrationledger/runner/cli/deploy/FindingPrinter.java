package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.lint.PendingLint;
import java.util.List;
import java.util.Locale;

/** Shows findings: what, where, and what to do. */
public final class FindingPrinter {

  private final Console console;

  /** A printer on a console. */
  public FindingPrinter(Console console) {
    this.console = console;
  }

  /** Shows all of them, a remedy once for findings in a row that share it. */
  public void print(List<Finding> findings) {
    for (var i = 0; i < findings.size(); i++) {
      var finding = findings.get(i);
      console.answer(
          paint(finding),
          finding.code()
              + " "
              + finding.severity().name().toLowerCase(Locale.ROOT)
              + "  "
              + place(finding)
              + finding.message().replace("\n", "\n    "));
      var last = i + 1 == findings.size();
      if (last || !findings.get(i + 1).remedy().equals(finding.remedy())) {
        console.answer("    " + finding.remedy());
      }
    }
  }

  /** The same without lint's notes; says how many there are. */
  public void printPlanned(List<Finding> findings) {
    var shown = findings.stream().filter(f -> !PendingLint.isNote(f)).toList();
    print(shown);
    var notes = findings.size() - shown.size();
    if (notes > 0) {
      console.answer(
          Console.Paint.FAINT,
          notes
              + (notes == 1 ? " note of lint is" : " notes of lint are")
              + " not shown; \"ledger lint --live\" shows all");
    }
  }

  /** Shows what was found while something was done; beside an answer in JSON, on stderr. */
  public static void tell(Console console, boolean json, List<Finding> findings) {
    if (json) {
      findings.forEach(f -> console.note(f.code() + " " + Printable.line(f.message())));
    } else {
      new FindingPrinter(console).print(findings);
    }
  }

  private static Console.Paint paint(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> Console.Paint.BAD;
      case WARNING -> Console.Paint.WARN;
      case INFO -> Console.Paint.FAINT;
    };
  }

  private static String place(Finding finding) {
    if (finding.file().isEmpty()) {
      return "";
    }
    var file = Printable.line(finding.file());
    if (finding.line() == 0) {
      return file + ": ";
    }
    return file + ":" + finding.line() + ":" + finding.column() + ": ";
  }
}
