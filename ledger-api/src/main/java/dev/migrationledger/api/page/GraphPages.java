package dev.migrationledger.api.page;

import dev.migrationledger.api.page.graph.Chosen;
import dev.migrationledger.api.page.graph.Drawing;
import dev.migrationledger.api.page.graph.Svg;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.dependency.DependencyGraph;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which migration needs which: all of them, around one, or found by a word. */
@Controller
final class GraphPages {

  private static final int USUAL_STEPS = 2;
  private static final int MOST_STEPS = 9;

  private final LedgerQuery query;
  private final Targets targets;
  private final Html html;

  GraphPages(LedgerQuery query, Targets targets, Html html) {
    this.query = query;
    this.targets = targets;
    this.html = html;
  }

  @GetMapping("/graph")
  ResponseEntity<String> graph(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "focus", defaultValue = "") String around,
      @RequestParam(name = "steps", defaultValue = "" + USUAL_STEPS) String far,
      @RequestParam(name = "find", defaultValue = "") String find) {
    var target = targets.known(name);
    var focus =
        around.isBlank()
            ? OptionalLong.empty()
            : OptionalLong.of(Targets.version(target, around.strip()).number());
    int steps = far.matches("[1-9]") ? Integer.parseInt(far) : USUAL_STEPS;
    var graph = query.answer((c, asOf) -> DependencyGraph.read(c, target, asOf));
    var chosen = chosen(graph, focus, steps, find.strip());
    if (focus.isPresent() && !chosen.holds(focus)) {
      throw new PageProblem(
          PageError.UNKNOWN_MIGRATION,
          target,
          "The ledger knows no migration " + around.strip() + " on " + target + ".");
    }
    var drawing = Drawing.of(chosen, focus);
    return html.page(
        "graph",
        target,
        graph.asOf(),
        Map.of(
            "chosen", chosen,
            "drawing", drawing,
            "svg", Svg.of(drawing, target, steps),
            "focus", around.strip(),
            "steps", steps,
            "mostSteps", MOST_STEPS,
            "find", find,
            "all", graph.nodes().size(),
            "lines", drawing.boxes().size() <= Drawing.LINES_UP_TO));
  }

  private static Chosen chosen(DependencyGraph graph, OptionalLong focus, int steps, String find) {
    if (focus.isPresent()) {
      return Chosen.around(graph, focus.getAsLong(), steps);
    }
    return find.isEmpty() ? Chosen.all(graph) : Chosen.named(graph, find);
  }
}
