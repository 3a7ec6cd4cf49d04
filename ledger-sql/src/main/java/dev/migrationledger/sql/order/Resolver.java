package dev.migrationledger.sql.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which script of a set needs which, and what cannot be in the order they have. Its time
 * grows with the number of facts, and no script or database is touched.
 */
public final class Resolver {

  private final List<ScriptFacts> scripts;
  private final Catalog catalog;
  private final boolean targetKnown;
  private final Findings findings;
  private final Edges edges = new Edges();

  private Resolver(List<ScriptFacts> scripts, Catalog catalog, boolean targetKnown) {
    this.scripts = new ArrayList<>(scripts);
    this.catalog = catalog;
    this.targetKnown = targetKnown;
    this.findings = new Findings(new Wording(scripts.stream().map(ScriptFacts::script).toList()));
  }

  /** Resolves a set; in whatever order the scripts are given, their numbers count. */
  public static Resolution resolve(List<ScriptFacts> scripts) {
    return new Resolver(sorted(scripts), new Catalog(), false).resolve();
  }

  /**
   * The same for a set that nobody needs afterwards: the list is empty then, and of each script
   * that was looked at the facts are let go.
   */
  public static Resolution consume(List<ScriptFacts> scripts) {
    Resolver resolver = new Resolver(sorted(scripts), new Catalog(), false);
    scripts.clear();
    return resolver.resolve();
  }

  /** Resolves what is pending on a database that holds certain objects, and no others. */
  public static Resolution resolve(List<ScriptFacts> scripts, Present present) {
    Catalog catalog = new Catalog();
    catalog.load(present);
    return new Resolver(new Placing(present).place(sorted(scripts)), catalog, true).resolve();
  }

  private static List<ScriptFacts> sorted(List<ScriptFacts> scripts) {
    return scripts.stream().sorted(Comparator.comparing(ScriptFacts::script)).toList();
  }

  private Resolution resolve() {
    new Replay(catalog, targetKnown, new Timeline(scripts), edges, findings).run(scripts);
    declared();
    for (Findings.Late late : findings.late()) {
      if (late.sure()) {
        edges.derived(late.use(), "uses", late.object(), late.creation(), "creates");
      }
    }
    List<Edge> all = edges.all();
    Graph graph = new Graph(scripts.size(), all);
    circles(graph, all);
    List<Integer> order = graph.order();
    return new Resolution(
        scripts.stream().map(ScriptFacts::script).toList(),
        all,
        order,
        moved(order),
        findings.all());
  }

  private void declared() {
    Map<Long, List<Integer>> numbers = new HashMap<>();
    for (int i = 0; i < scripts.size(); i++) {
      numbers
          .computeIfAbsent(scripts.get(i).script().number(), number -> new ArrayList<>(1))
          .add(i);
    }
    for (int i = 0; i < scripts.size(); i++) {
      for (Declaration declaration : scripts.get(i).declared()) {
        declared(i, declaration, numbers.getOrDefault(declaration.number(), List.of()));
      }
    }
  }

  private void declared(int script, Declaration declaration, List<Integer> sameNumber) {
    List<Integer> meant =
        sameNumber.stream()
            .filter(other -> declaration.file().isEmpty() || file(other).equals(declaration.file()))
            .toList();
    meant.forEach(other -> edges.declared(script, other, declaration.place()));
    if (meant.isEmpty()) {
      String named =
          declaration.file().isEmpty()
              ? "%04d".formatted(declaration.number())
              : declaration.file();
      String why =
          sameNumber.isEmpty()
              ? "which is not in the set"
              : "but that number is " + file(sameNumber.getFirst());
      findings.put(
          OrderCode.UNKNOWN_DEPENDENCY,
          true,
          new Spot(script, declaration.place()),
          "%s line %d depends on %s, %s"
              .formatted(file(script), declaration.place().line(), named, why),
          OrderCode.UNKNOWN_DEPENDENCY.remedy());
    }
  }

  /** Each script that needs a later one: it is a circle, or only late. */
  private void circles(Graph graph, List<Edge> all) {
    Circles circles = new Circles(scripts, graph, findings);
    Set<List<Integer>> told = new HashSet<>();
    for (Edge edge : all) {
      boolean late = edge.from() <= edge.to();
      if (late && graph.isInCircle(edge) && told.add(List.of(edge.from(), edge.to()))) {
        circles.tell(edge);
      } else if (late && !graph.isInCircle(edge) && edge.kind() == Edge.Kind.DECLARED) {
        findings.put(
            OrderCode.LATE_DEPENDENCY,
            true,
            new Spot(edge.from(), edge.place()),
            "%s line %d depends on %s, which has a higher number"
                .formatted(file(edge.from()), edge.place().line(), file(edge.to())),
            OrderCode.LATE_DEPENDENCY.remedy());
      }
    }
    for (Findings.Late late : findings.late()) {
      if (!told.contains(List.of(late.use().script(), late.creation().script()))) {
        findings.usedBeforeCreated(late);
      }
    }
  }

  private static List<Resolution.Moved> moved(List<Integer> order) {
    List<Resolution.Moved> moved = new ArrayList<>();
    int highest = -1;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) < highest) {
        moved.add(new Resolution.Moved(order.get(i), order.get(i - 1)));
      }
      highest = Math.max(highest, order.get(i));
    }
    return moved;
  }

  private String file(int script) {
    return scripts.get(script).script().file();
  }
}
