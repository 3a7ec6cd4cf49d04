package dev.migrationledger.api.page.graph;

import dev.migrationledger.query.dependency.DependencyGraph.Edge;
import dev.migrationledger.query.dependency.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes in layers, each to the right of all it needs, ordered within a layer so that lines cross
 * little (Sugiyama's method with barycentres). A circle does not keep it from ending: the line that
 * closes it is left out of account.
 */
final class Layers {

  private static final int SWEEPS = 4;

  private final Map<Long, List<Long>> needs = new HashMap<>();
  private final Map<Long, List<Long>> needed = new HashMap<>();
  private final Map<Long, Integer> layer = new HashMap<>();
  private final TreeMap<Integer, List<Long>> order = new TreeMap<>();

  private Layers() {}

  /** The numbers of each layer, from top to bottom, the leftmost layer first. */
  static List<List<Long>> of(List<Node> nodes, List<Edge> edges) {
    var layers = new Layers();
    for (var edge : edges) {
      layers.needs.computeIfAbsent(edge.from(), n -> new ArrayList<>()).add(edge.to());
      layers.needed.computeIfAbsent(edge.to(), n -> new ArrayList<>()).add(edge.from());
    }
    for (var node : nodes) {
      layers.settle(node.number());
    }
    for (var node : nodes) {
      layers
          .order
          .computeIfAbsent(layers.layer.getOrDefault(node.number(), 0), l -> new ArrayList<>())
          .add(node.number());
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      layers.sweep(layers.order.keySet(), layers.needs);
      layers.sweep(layers.order.descendingKeySet(), layers.needed);
    }
    return layers.order.values().stream().map(List::copyOf).toList();
  }

  /** Without recursion: a chain may be as long as there are migrations. */
  private void settle(long start) {
    var path = new ArrayList<Long>(List.of(start));
    var open = new HashMap<Long, Integer>();
    while (!path.isEmpty()) {
      long number = path.getLast();
      var wanted = needs.getOrDefault(number, List.of());
      int next = open.getOrDefault(number, 0);
      if (layer.containsKey(number) || next == wanted.size()) {
        layer.putIfAbsent(number, depth(wanted));
        path.removeLast();
        open.remove(number);
      } else {
        open.put(number, next + 1);
        long child = wanted.get(next);
        if (!layer.containsKey(child) && !open.containsKey(child)) {
          path.add(child);
        }
      }
    }
  }

  private int depth(List<Long> wanted) {
    return wanted.stream().mapToInt(number -> layer.getOrDefault(number, -1) + 1).max().orElse(0);
  }

  private void sweep(Iterable<Integer> layers, Map<Long, List<Long>> beside) {
    var place = new HashMap<Long, Integer>();
    order.values().forEach(row -> number(row, place));
    for (var l : layers) {
      var row = order.get(l);
      if (row == null) {
        continue;
      }
      var weight = new HashMap<Long, Double>();
      for (var n : row) {
        var average =
            beside.getOrDefault(n, List.of()).stream()
                .filter(place::containsKey)
                .mapToInt(place::get)
                .average();
        weight.put(n, average.orElse(place.getOrDefault(n, 0)));
      }
      row.sort(Comparator.comparingDouble(n -> weight.getOrDefault(n, 0.0)));
      number(row, place);
    }
  }

  private static void number(List<Long> row, Map<Long, Integer> place) {
    for (int i = 0; i < row.size(); i++) {
      place.put(row.get(i), i);
    }
  }
}
