package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.sql.order.Edge;
import dev.migrationledger.sql.order.Reason;
import dev.migrationledger.sql.order.Resolution;
import java.util.List;
import java.util.Locale;

/**
 * What {@code graph} answers.
 *
 * @param migrations in the order of their numbers
 * @param dependencies {@code file} needs {@code needs}
 * @param order a safe one
 * @param moved where it differs from that of the numbers
 */
public record GraphAnswer(
    String schema,
    boolean refused,
    List<String> migrations,
    List<Dependency> dependencies,
    List<String> order,
    List<Moved> moved,
    List<FindingAnswer> findings) {

  /** Of a folder. */
  public static GraphAnswer of(FolderOrder folder) {
    var graph = folder.resolution();
    return new GraphAnswer(
        "ledger/graph/v1",
        folder.refused(),
        graph.scripts().stream().map(s -> s.file()).toList(),
        graph.edges().stream().map(e -> Dependency.of(graph, e)).toList(),
        graph.order().stream().map(i -> name(graph, i)).toList(),
        graph.moved().stream()
            .map(m -> new Moved(name(graph, m.script()), name(graph, m.behind())))
            .toList(),
        FindingAnswer.of(folder.findings()));
  }

  private static String name(Resolution graph, int position) {
    return graph.scripts().get(position).file();
  }

  /** One migration needs another; {@code kind} is declared or derived. */
  record Dependency(
      String file, String needs, String kind, int line, int column, List<Why> reasons) {

    static Dependency of(Resolution graph, Edge edge) {
      return new Dependency(
          name(graph, edge.from()),
          name(graph, edge.to()),
          edge.kind().name().toLowerCase(Locale.ROOT),
          edge.place().line(),
          edge.place().column(),
          edge.reasons().stream().map(Why::of).toList());
    }
  }

  /** What the migration does to an object, and what the other one did to it. */
  record Why(
      String object,
      String does,
      int line,
      int column,
      String did,
      int originLine,
      int originColumn) {

    static Why of(Reason reason) {
      return new Why(
          reason.object(),
          reason.does(),
          reason.place().line(),
          reason.place().column(),
          reason.did(),
          reason.origin().line(),
          reason.origin().column());
    }
  }

  /** A migration that a safe order has behind one with a higher number. */
  record Moved(String file, String behind) {}
}
