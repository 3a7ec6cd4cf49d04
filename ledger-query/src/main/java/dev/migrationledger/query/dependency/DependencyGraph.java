package dev.migrationledger.query.dependency;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which migration of a target needs which.
 *
 * @param asOf index of the last event it covers
 * @param nodes by number
 * @param edges each pair once
 */
public record DependencyGraph(long asOf, List<Node> nodes, List<Edge> edges) {

  public DependencyGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * A migration.
   *
   * @param state where it stands
   */
  public record Node(long number, String version, String file, String state) {

    public Node {
      requireNonNull(version, "version");
      requireNonNull(file, "file");
      requireNonNull(state, "state");
    }
  }

  /**
   * One needs another.
   *
   * @param from the number of the one that needs
   * @param to the number of the one that is needed
   */
  public record Edge(long from, long to) {}

  /** Reads it. */
  public static DependencyGraph read(Connection c, String target, long asOf) {
    var nodes = StatusQueries.standing(c, target).stream().map(DependencyGraph::node).toList();
    var edges = new LinkedHashSet<Edge>();
    for (var row : MigrationDependencies.all(c, target)) {
      edges.add(
          new Edge(
              row.number(MigrationDependencies.NUMBER).orElseThrow(),
              row.number(MigrationDependencies.NEEDS_NUMBER).orElseThrow()));
    }
    return new DependencyGraph(asOf, nodes, List.copyOf(edges));
  }

  private static Node node(Row row) {
    return new Node(
        row.number(SchemaMigrations.NUMBER).orElseThrow(),
        row.text(SchemaMigrations.VERSION),
        row.text(SchemaMigrations.FILENAME),
        row.text(SchemaMigrations.STATUS));
  }
}
