package dev.migrationledger.sql.order;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words circles: the way round, with file and line at each step. */
final class Circles {

  /** Finding the way round takes time that grows with the circle. */
  private static final int MOST = 1000;

  private final List<ScriptFacts> scripts;
  private final Graph graph;
  private final Findings findings;
  private int told;

  Circles(List<ScriptFacts> scripts, Graph graph, Findings findings) {
    this.scripts = scripts;
    this.graph = graph;
    this.findings = findings;
  }

  /** The circle that is closed by a script's need for a later one. */
  void tell(Edge closing) {
    List<Edge> way = new ArrayList<>(List.of(closing));
    if (told++ < MOST) {
      way.addAll(graph.wayBack(closing));
    }
    String path =
        Stream.concat(way.stream().map(Edge::from), Stream.of(closing.from()))
            .map(this::file)
            .collect(Collectors.joining(" -> "));
    String steps = way.stream().map(this::step).collect(Collectors.joining("; "));
    findings.put(
        OrderCode.CIRCLE,
        true,
        new Spot(closing.from(), closing.place()),
        steps + ": a circle, " + path,
        remedy(closing));
  }

  private String step(Edge edge) {
    String from = file(edge.from()) + " line " + edge.place().line();
    if (edge.kind() == Edge.Kind.DECLARED) {
      return from + " depends on " + file(edge.to());
    }
    Reason reason = edge.reasons().getFirst();
    return "%s %s %s, which %s line %d %s%s"
        .formatted(
            from,
            reason.does(),
            reason.object(),
            file(edge.to()),
            reason.origin().line(),
            reason.did(),
            edge.from() < edge.to() ? " later" : "");
  }

  private String remedy(Edge closing) {
    return closing.kind() == Edge.Kind.DECLARED
        ? "Take the \"-- DEPENDS:\" line that is not true out."
        : "Move the statement of %s line %d to a migration after %s, with \"-- DEPENDS: %s\" at its top."
            .formatted(
                file(closing.from()),
                closing.place().line(),
                file(closing.to()),
                file(closing.to()));
  }

  private String file(int script) {
    return scripts.get(script).script().file();
  }
}
