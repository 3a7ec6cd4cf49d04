package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Table;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Answers a question in plain words, with evidence. */
@Command(
    name = "ask",
    description = "Answers a question in plain words, with the events it rests on.",
    footer = {
      "",
      "Examples:",
      "  ledger ask \"who edited 0029 after it ran\"",
      "  ledger ask \"which migrations never ran and why\"",
      "  ledger ask \"why did the last deploy fail\"",
      "",
      "Exit: 0 answered, 2 not understood (the nearest questions are shown)"
    })
public final class AskCommand extends LedgerTask {

  private static final int EVIDENCE_SHOWN = 8;
  private static final int LEAF_SHOWN = 16;

  @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "The question")
  private List<String> words = new ArrayList<>();

  @Override
  protected ExitCode run(Workspace workspace) {
    var answer = workspace.answers().ask(workspace.target(), String.join(" ", words));
    if (answer.evidence().isEmpty()) {
      noteUnknownTarget(workspace);
    }
    if (json()) {
      answer(answer);
    } else {
      show(answer);
    }
    return answer.isUnderstood() ? ExitCode.DONE : ExitCode.USAGE;
  }

  private void show(Answer answer) {
    console().answer(Console.Paint.STRONG, answer.answer());
    if (!answer.rows().isEmpty()) {
      var headings =
          answer.rows().getFirst().keySet().stream()
              .filter(h -> answer.rows().stream().noneMatch(r -> holdsObjects(r.get(h))))
              .toList();
      var table = new Table(headings.toArray(String[]::new));
      for (var row : answer.rows()) {
        table.row(headings.stream().map(h -> cell(row.getOrDefault(h, ""))).toArray(String[]::new));
      }
      table.lines().forEach(line -> console().answer("  " + line));
    }
    answer.nearest().forEach(q -> console().answer("  ledger ask \"" + q + "\""));
    if (!answer.evidence().isEmpty()) {
      var more = answer.evidence().size() - EVIDENCE_SHOWN;
      console()
          .answer(
              Console.Paint.FAINT,
              "evidence: "
                  + answer.evidence().stream()
                      .limit(EVIDENCE_SHOWN)
                      .map(e ->
                          "#"
                              + e.index()
                              + " "
                              + e.event()
                              + " "
                              + e.leaf().substring(0, LEAF_SHOWN))
                      .collect(Collectors.joining(", "))
                  + (more > 0 ? " and " + more + " more (--output json shows all)" : ""));
    }
  }

  private static boolean holdsObjects(@Nullable Object value) {
    return value instanceof Map
        || (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance));
  }

  /** A hash is shown by its beginning, and an object not at all; JSON has them whole. */
  private static String cell(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    var text = String.valueOf(value);
    if (text.equals("null")) {
      return "";
    }
    return text.matches("[0-9a-f]{40,64}") ? text.substring(0, 12) : text;
  }
}
