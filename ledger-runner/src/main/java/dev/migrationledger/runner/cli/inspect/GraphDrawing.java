package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.sql.order.Edge;
import dev.migrationledger.sql.order.Resolution;
import java.util.Locale;
import java.util.function.Function;

/**
 * A graph for Mermaid and for Graphviz. An arrow leads from a migration to one that needs it, so
 * that it points the way they run. Names are made harmless: they come from files.
 */
final class GraphDrawing {

  private GraphDrawing() {}

  static String mermaid(Resolution graph) {
    var out = new StringBuilder("flowchart TD\n");
    for (var i = 0; i < graph.scripts().size(); i++) {
      out.append("  m%d[\"%s\"]\n".formatted(i, entities(graph.scripts().get(i).file())));
    }
    for (var edge : graph.edges()) {
      var arrow = edge.kind() == Edge.Kind.DECLARED ? "-->" : "-.->";
      out.append(
          "  m%d %s|\"%s\"| m%d\n"
              .formatted(edge.to(), arrow, label(edge, GraphDrawing::entities), edge.from()));
    }
    return out.toString();
  }

  static String dot(Resolution graph) {
    var out = new StringBuilder("digraph migrations {\n  node [shape=box];\n");
    for (var i = 0; i < graph.scripts().size(); i++) {
      out.append("  m%d [label=\"%s\"];\n".formatted(i, escaped(graph.scripts().get(i).file())));
    }
    for (var edge : graph.edges()) {
      var style = edge.kind() == Edge.Kind.DECLARED ? "solid" : "dashed";
      out.append(
          "  m%d -> m%d [style=%s, label=\"%s\"];\n"
              .formatted(edge.to(), edge.from(), style, label(edge, GraphDrawing::escaped)));
    }
    return out.append("}\n").toString();
  }

  private static String label(Edge edge, Function<String, String> escape) {
    return switch (edge.kind()) {
      case DECLARED -> "declared";
      case DERIVED -> {
        var more = edge.reasons().size() - 1;
        yield escape.apply(edge.reasons().getFirst().object())
            + (more == 0 ? "" : " and " + more + " more");
      }
    };
  }

  /** Mermaid reads an entity by its number everywhere; all but plain characters become one. */
  private static String entities(String text) {
    var out = new StringBuilder(text.length() + 16);
    Printable.line(text)
        .codePoints()
        .forEach(c -> {
          if (isPlain(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format(Locale.ROOT, "#%d;", c));
          }
        });
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || " ._-".indexOf(c) >= 0;
  }

  private static String escaped(String text) {
    return Printable.line(text).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
