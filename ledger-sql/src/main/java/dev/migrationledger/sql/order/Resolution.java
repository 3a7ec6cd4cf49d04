package dev.migrationledger.sql.order;

import java.util.List;

/**
 * What was found out about a set of scripts.
 *
 * @param scripts in the order of their numbers; edges and orders name them by their position
 * @param edges each pair of scripts once for each kind, by position
 * @param order a safe one: each script behind those it needs, smaller numbers first. In a circle
 *     the order of the numbers counts.
 * @param moved the scripts that come later in it than their number says
 * @param findings by script and place
 */
public record Resolution(
    List<Script> scripts,
    List<Edge> edges,
    List<Integer> order,
    List<Moved> moved,
    List<OrderFinding> findings) {

  public Resolution {
    scripts = List.copyOf(scripts);
    edges = List.copyOf(edges);
    order = List.copyOf(order);
    moved = List.copyOf(moved);
    findings = List.copyOf(findings);
  }

  /** Whether something is bound to fail. */
  public boolean refused() {
    return findings.stream().anyMatch(OrderFinding::sure);
  }

  /** A script, and the one it comes behind in the safe order although its number is smaller. */
  public record Moved(int script, int behind) {}
}
