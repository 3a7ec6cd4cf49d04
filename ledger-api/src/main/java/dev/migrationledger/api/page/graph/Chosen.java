package dev.migrationledger.api.page.graph;

import dev.migrationledger.query.dependency.DependencyGraph;
import dev.migrationledger.query.dependency.DependencyGraph.Edge;
import dev.migrationledger.query.dependency.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a graph that is drawn.
 *
 * @param nodes by number
 * @param edges those between the nodes
 * @param left how many migrations would have belonged to it and are too many
 */
public record Chosen(List<Node> nodes, List<Edge> edges, int left) {

  /** So many migrations around one, or found by a word, are drawn at most. */
  public static final int MOST = 80;

  public Chosen {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** All of it. */
  public static Chosen all(DependencyGraph graph) {
    return of(graph, graph.nodes().stream().map(Node::number).collect(Collectors.toSet()), 0);
  }

  /**
   * One migration, what it needs and who needs it.
   *
   * @param steps how far away
   */
  public static Chosen around(DependencyGraph graph, long focus, int steps) {
    var needs = new HashMap<Long, List<Long>>();
    var needed = new HashMap<Long, List<Long>>();
    for (var edge : graph.edges()) {
      needs.computeIfAbsent(edge.from(), n -> new ArrayList<>()).add(edge.to());
      needed.computeIfAbsent(edge.to(), n -> new ArrayList<>()).add(edge.from());
    }
    var reached = new LinkedHashSet<Long>(List.of(focus));
    var before = Set.of(focus);
    var after = Set.of(focus);
    for (int step = 0; step < steps; step++) {
      before = next(needs, before);
      after = next(needed, after);
      reached.addAll(before);
      reached.addAll(after);
    }
    return capped(graph, reached);
  }

  /** The migrations whose file holds a word, and those right beside them. */
  public static Chosen named(DependencyGraph graph, String word) {
    var wanted = word.toLowerCase(Locale.ROOT);
    var hits = new LinkedHashSet<Long>();
    graph.nodes().stream()
        .filter(node -> node.file().toLowerCase(Locale.ROOT).contains(wanted))
        .forEach(node -> hits.add(node.number()));
    var reached = new LinkedHashSet<>(hits);
    for (var edge : graph.edges()) {
      if (hits.contains(edge.from())) {
        reached.add(edge.to());
      }
      if (hits.contains(edge.to())) {
        reached.add(edge.from());
      }
    }
    return capped(graph, reached);
  }

  private static Set<Long> next(Map<Long, List<Long>> beside, Set<Long> from) {
    return from.stream()
        .flatMap(number -> beside.getOrDefault(number, List.of()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Chosen capped(DependencyGraph graph, Set<Long> nearestFirst) {
    var kept = nearestFirst.stream().limit(MOST).collect(Collectors.toSet());
    return of(graph, kept, nearestFirst.size() - kept.size());
  }

  private static Chosen of(DependencyGraph graph, Set<Long> numbers, int left) {
    return new Chosen(
        graph.nodes().stream().filter(node -> numbers.contains(node.number())).toList(),
        graph.edges().stream()
            .filter(edge -> edge.from() != edge.to())
            .filter(edge -> numbers.contains(edge.from()) && numbers.contains(edge.to()))
            .toList(),
        left);
  }

  /** The migrations that one needs, of those that are drawn. */
  public List<Node> needs(Node of) {
    var wanted =
        edges.stream()
            .filter(edge -> edge.from() == of.number())
            .map(Edge::to)
            .collect(Collectors.toSet());
    return nodes.stream().filter(node -> wanted.contains(node.number())).toList();
  }

  /** The node in the middle of what is drawn, when it is among the nodes. */
  public boolean holds(OptionalLong focus) {
    return focus.isPresent() && nodes.stream().anyMatch(node -> node.number() == focus.getAsLong());
  }
}
