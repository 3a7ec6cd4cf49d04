package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.answer.GraphAnswer;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.order.Edge;
import dev.migrationledger.sql.order.Resolution;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Shows which migration needs which, without a database. */
@Command(
    name = "graph",
    description = {
      "Shows which migration needs which, and what cannot be in their order; needs no database.",
      "What counts is what they declare and the objects they use. Told are circles, objects used",
      "before they are created or after they are dropped, columns that do not exist, and objects",
      "created twice."
    },
    footer = {
      "",
      "Examples:",
      "  ledger graph",
      "  ledger graph --output mermaid     also: dot, json; findings go to standard error",
      "  ledger graph -o dot | dot -Tsvg > graph.svg",
      "",
      "Exit: 0 nothing refuses, 3 something does"
    })
public final class GraphCommand extends LedgerTask {

  @Override
  protected Set<OutputFormat> formats() {
    return EnumSet.of(
        OutputFormat.human, OutputFormat.json, OutputFormat.mermaid, OutputFormat.dot);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var folder = FolderOrder.read(workspace.migrations(), workspace.settings().naming());
    var graph = folder.resolution();
    switch (format()) {
      case json -> answer(GraphAnswer.of(folder));
      case mermaid -> draw(GraphDrawing.mermaid(graph), folder);
      case dot -> draw(GraphDrawing.dot(graph), folder);
      case human -> show(folder);
      case sarif, github, markdown, html, pdf, csv ->
          throw new IllegalStateException(format().name());
    }
    return folder.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  /** The drawing is the answer; what refuses a run goes beside it. */
  private void draw(String drawing, FolderOrder folder) {
    console().raw(drawing);
    folder.findings().stream()
        .filter(Finding::blocks)
        .forEach(f -> console().note(f.code() + " " + Printable.line(f.message())));
  }

  private void show(FolderOrder folder) {
    var graph = folder.resolution();
    var needs = graph.edges().stream().collect(Collectors.groupingBy(Edge::from));
    for (var position : graph.order()) {
      console().answer(Console.Paint.STRONG, Printable.line(file(graph, position)));
      needs.getOrDefault(position, List.of()).forEach(edge -> show(graph, edge));
    }
    new FindingPrinter(console()).print(folder.findings());
    var errors = folder.findings().stream().filter(Finding::blocks).count();
    console()
        .answer(
            "%d migrations, %d dependencies, %s; %s"
                .formatted(
                    graph.scripts().size(),
                    graph.edges().size(),
                    order(graph),
                    errors == 0
                        ? "nothing refuses a run"
                        : errors
                            + (errors == 1 ? " finding refuses" : " findings refuse")
                            + " a run"));
    graph
        .moved()
        .forEach(m ->
            console()
                .answer(
                    "    "
                        + Printable.line(file(graph, m.script()))
                        + " would come behind "
                        + Printable.line(file(graph, m.behind()))));
  }

  private static String order(Resolution graph) {
    return graph.moved().isEmpty()
        ? "in the order of their numbers"
        : "a safe order differs from that of the numbers (nothing is ever ordered anew)";
  }

  private void show(Resolution graph, Edge edge) {
    var needed = Printable.line(file(graph, edge.to()));
    switch (edge.kind()) {
      case DECLARED ->
          console().answer("    needs %s: line %d declares it".formatted(needed, line(edge)));
      case DERIVED -> {
        var first = edge.reasons().getFirst();
        var more = edge.reasons().size() - 1;
        console()
            .answer(
                "    needs %s: line %d %s %s, which line %d of it %s%s"
                    .formatted(
                        needed,
                        first.place().line(),
                        first.does(),
                        Printable.line(first.object()),
                        first.origin().line(),
                        first.did(),
                        more == 0 ? "" : " (and " + more + " more)"));
      }
    }
  }

  private static int line(Edge edge) {
    return edge.place().line();
  }

  private static String file(Resolution graph, int position) {
    return graph.scripts().get(position).file();
  }
}
