package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.tree.Node;
import dev.migrationledger.sql.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds and parses the SQL of a PL/pgSQL function. */
final class QueryFinder {

  /** PostgreSQL's RawParseMode: a whole statement, a type's name, an expression, assignments. */
  private static final int STATEMENT = 0;

  private static final int TYPE = 1;
  private static final int EXPRESSION = 2;

  private static final Set<String> DYNAMIC =
      Set.of("PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors");

  /** A part of the tree, the line of the statement it belongs to, whether EXECUTE takes it. */
  private record Part(Tree tree, int line, boolean dynamic) {}

  private final Parser parser;
  private final String body;
  private final Place start;
  private final Deque<Part> open = new ArrayDeque<>();
  private final List<RoutineBody.Query> found = new ArrayList<>();

  QueryFinder(Parser parser, String body, Place start) {
    this.parser = parser;
    this.body = body;
    this.start = start;
  }

  List<RoutineBody.Query> in(Node function) {
    open.push(new Part(function, 1, false));
    while (!open.isEmpty()) {
      Part part = open.pop();
      switch (part.tree()) {
        case Node node when node.is("PLpgSQL_expr") -> add(node, part);
        case Node node -> openFields(node, part.line());
        case Tree.Many many ->
            many.items().forEach(item -> open.push(new Part(item, part.line(), false)));
        case Tree.Text text -> {}
        case Tree.Whole whole -> {}
        case Tree.Flag flag -> {}
      }
    }
    found.sort(
        Comparator.comparingInt((RoutineBody.Query query) -> query.place().line())
            .thenComparingInt(query -> query.place().column()));
    return found;
  }

  private void openFields(Node node, int line) {
    int own = node.has("lineno") ? (int) node.number("lineno") : line;
    node.fields()
        .forEach((name, value) -> {
          boolean dynamic =
              name.equals("dynquery") || (name.equals("query") && DYNAMIC.contains(node.kind()));
          open.push(new Part(value, own, dynamic));
        });
  }

  private void add(Node expression, Part part) {
    String query = expression.text("query");
    int mode = (int) expression.number("parseMode");
    if (mode == TYPE || query.isBlank()) {
      return;
    }
    String text =
        switch (mode) {
          case STATEMENT -> query;
          case EXPRESSION -> "SELECT " + query;
          default -> "SELECT " + assigned(query);
        };
    found.add(
        new RoutineBody.Query(text, place(query, part.line()), parser.only(text), part.dynamic()));
  }

  /** What follows the assignment's sign, which is not inside brackets. */
  private static String assigned(String assignment) {
    int depth = 0;
    for (int i = 0; i < assignment.length(); i++) {
      char c = assignment.charAt(i);
      if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
      } else if (c == '=' && depth == 0) {
        return assignment.substring(i + 1).strip();
      }
    }
    return assignment;
  }

  /** PERFORM is SELECT in the tree: what follows is looked for. */
  private Place place(String query, int line) {
    int from = lineStart(line);
    String wanted = query.startsWith("SELECT ") ? query.substring("SELECT ".length()) : query;
    int at = body.indexOf(query, from);
    if (at < 0) {
      at = body.indexOf(wanted, from);
    }
    if (at < 0) {
      at = from;
    }
    int lineOfPlace = (int) body.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    int column = body.codePointCount(lineStart(lineOfPlace), at) + 1;
    return Positions.within(start, new Place(lineOfPlace, column));
  }

  private int lineStart(int line) {
    int at = 0;
    for (int left = line - 1; left > 0; left--) {
      int feed = body.indexOf('\n', at);
      if (feed < 0) {
        return at;
      }
      at = feed + 1;
    }
    return at;
  }
}
