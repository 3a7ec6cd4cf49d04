package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers which script needs which, each reason once. */
final class Edges {

  private record Pair(int from, int to) {}

  private final Map<Pair, Map<String, Reason>> derived = new LinkedHashMap<>();
  private final List<Edge> declared = new ArrayList<>();

  /** A script does something to an object that another did something to before. */
  void derived(Spot from, String does, String object, Spot to, String did) {
    if (to.isOnServer() || from.script() == to.script()) {
      return;
    }
    derived
        .computeIfAbsent(new Pair(from.script(), to.script()), pair -> new LinkedHashMap<>(2))
        .putIfAbsent(object, new Reason(does, object, from.place(), did, to.place()));
  }

  /** Whoever drops or renames comes behind all who used it. */
  void behindAllUses(Spot spot, String does, Fact fact, Known object) {
    String label = Wording.label(object.kind(), fact);
    derived(spot, does, label, object.made(), "creates");
    object
        .users()
        .forEach((script, place) -> derived(spot, does, label, new Spot(script, place), "uses"));
  }

  void declared(int from, int to, Place place) {
    declared.add(new Edge(from, to, Edge.Kind.DECLARED, place, List.of()));
  }

  List<Edge> all() {
    List<Edge> all = new ArrayList<>(declared);
    derived.forEach((pair, reasons) -> {
      List<Reason> list = List.copyOf(reasons.values());
      Place place = list.getFirst().place();
      all.add(new Edge(pair.from(), pair.to(), Edge.Kind.DERIVED, place, list));
    });
    all.sort(
        Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to).thenComparing(Edge::kind));
    return all;
  }
}
