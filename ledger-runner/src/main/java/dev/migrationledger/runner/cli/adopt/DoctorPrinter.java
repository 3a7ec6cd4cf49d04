package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.doctor.Diagnosis;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a diagnosis to people: on the console, or as a page of Markdown. */
final class DoctorPrinter {

  private final Console console;

  DoctorPrinter(Console console) {
    this.console = console;
  }

  void human(String target, Diagnosis diagnosis) {
    console.answer(Console.Paint.STRONG, head(target, diagnosis));
    new FindingPrinter(console).print(diagnosis.findings());
    var number = 0;
    for (var cause : diagnosis.causes()) {
      number++;
      console.answer("");
      console.answer(
          Console.Paint.STRONG,
          "Root cause %d: %s (%s)".formatted(number, cause.title(), cause.code()));
      console.answer("  risk " + word(cause) + ": " + cause.why());
      cause.evidence().forEach(line -> console.answer("  - " + line.replace("\n", "\n    ")));
      for (var action : cause.actions()) {
        console.answer("  > " + action.description());
        if (!action.command().isEmpty()) {
          console.answer("      " + action.command());
        }
      }
    }
    if (!diagnosis.notExamined().isEmpty()) {
      console.answer("");
      console.answer("Not looked at:");
      diagnosis.notExamined().forEach(line -> console.answer("  - " + line));
    }
    console.answer("");
    console.answer(tail(diagnosis));
  }

  void markdown(String target, Diagnosis diagnosis) {
    var page = new StringBuilder("# " + plain(head(target, diagnosis)) + "\n\n");
    page.append(plain(tail(diagnosis))).append("\n\n## Root causes\n");
    var number = 0;
    for (var cause : diagnosis.causes()) {
      number++;
      page.append("\n### %d. %s\n\n".formatted(number, plain(cause.title())));
      page.append(
          "`%s`, risk **%s**: %s\n\n".formatted(cause.code(), word(cause), plain(cause.why())));
      cause.evidence().forEach(line -> page.append("- ").append(plain(line)).append('\n'));
      page.append('\n');
      for (var action : cause.actions()) {
        page.append("1. ").append(plain(action.description())).append('\n');
        if (!action.command().isEmpty()) {
          page.append("   ```\n   ").append(action.command().replace("`", "")).append("\n   ```\n");
        }
      }
    }
    page.append("\n## Findings\n\n| Code | Severity | Place | What |\n|---|---|---|---|\n");
    diagnosis.findings().forEach(f -> page.append(row(f)));
    if (!diagnosis.notExamined().isEmpty()) {
      page.append("\n## Not looked at\n\n");
      diagnosis.notExamined().forEach(l -> page.append("- ").append(plain(l)).append('\n'));
    }
    console.raw(page.toString());
  }

  private static String row(Finding f) {
    var place = f.line() == 0 ? f.file() : f.file() + ":" + f.line() + ":" + f.column();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            f.code(),
            f.severity().name().toLowerCase(Locale.ROOT),
            plain(place),
            plain(f.message()).replace("|", "\\|"));
  }

  /** One line, in which no name can start markup. */
  private static String plain(String text) {
    return text.replace("\n", " ").replaceAll("([\\\\`*<>\\[\\]_])", "\\\\$1");
  }

  private static String word(RootCause cause) {
    return cause.risk().name().toLowerCase(Locale.ROOT);
  }

  private static String head(String target, Diagnosis diagnosis) {
    var s = diagnosis.summary();
    var histories =
        s.histories().stream()
            .map(h -> "%s in %s (%d rows)".formatted(h.tool(), h.table(), h.rows()))
            .collect(Collectors.joining(", "));
    return "target \"%s\": %d files, %d ran, %d never ran%s; history: %s; %s"
        .formatted(
            target,
            s.files(),
            s.ran(),
            s.neverRan(),
            s.retired() == 0 ? "" : ", " + s.retired() + " retired",
            histories.isEmpty() ? "none that is known" : histories,
            s.ledger() ? "with a ledger" : "no ledger yet");
  }

  private static String tail(Diagnosis diagnosis) {
    var errors = diagnosis.findings().stream().filter(Finding::blocks).count();
    var causes = diagnosis.causes().size();
    return diagnosis.findings().isEmpty()
        ? "healthy: nothing was found"
        : "%d %s, %d of them %s; %d root %s. Nothing was changed."
            .formatted(
                diagnosis.findings().size(),
                diagnosis.findings().size() == 1 ? "finding" : "findings",
                errors,
                errors == 1 ? "an error" : "errors",
                causes,
                causes == 1 ? "cause" : "causes");
  }
}
