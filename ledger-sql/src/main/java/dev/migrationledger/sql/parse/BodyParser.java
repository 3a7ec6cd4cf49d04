package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.CommentBlanker;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import dev.migrationledger.sql.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bodies that stand as strings in CREATE FUNCTION, CREATE PROCEDURE and DO. */
final class BodyParser {

  private static final Pattern NEAR = Pattern.compile(" at or near \"(.*)\"$", Pattern.DOTALL);

  private final Parser parser;
  private final List<SyntaxError> errors;

  BodyParser(Parser parser, List<SyntaxError> errors) {
    this.parser = parser;
    this.errors = errors;
  }

  /** One body or none; what is wrong inside goes to the errors. */
  List<RoutineBody> of(Statement statement, Node tree) {
    String options =
        switch (tree.kind()) {
          case "CreateFunctionStmt" -> "options";
          case "DoStmt" -> "args";
          default -> "";
        };
    Optional<Node> as = option(tree, options, "as");
    List<String> strings = as.map(BodyParser::strings).orElse(List.of());
    if (strings.size() != 1) {
      return List.of();
    }
    String language =
        option(tree, options, "language")
            .map(found -> found.node("arg").text("sval"))
            .orElse(tree.is("DoStmt") ? "plpgsql" : "sql")
            .toLowerCase(Locale.ROOT);
    Place start = statement.at(start(statement, tree, as.orElseThrow()));
    String text = strings.getFirst();
    return List.of(
        switch (language) {
          case "sql" -> sql(statement, text, start);
          case "plpgsql" -> plpgsql(statement, text, start);
          default ->
              new RoutineBody(
                  language, text, start, Node.NONE, List.of(), "it is written in " + language);
        });
  }

  /** The server parses the body in one piece and tells one error. */
  private RoutineBody sql(Statement outer, String text, Place start) {
    return switch (parser.sql(text)) {
      case Outcome.Trees trees ->
          new RoutineBody("sql", text, start, Node.NONE, queries(text, start), "");
      case Outcome.Unread unread ->
          new RoutineBody("sql", text, start, Node.NONE, List.of(), unread.reason());
      case Outcome.Refused refused -> {
        Place inBody = Positions.place(text, refused.position());
        errors.add(
            new SyntaxError(
                outer.ordinal(),
                Positions.within(start, inBody),
                refused.message(),
                Excerpt.of(text, refused.position())));
        yield new RoutineBody("sql", text, start, Node.NONE, List.of(), refused.message());
      }
    };
  }

  private List<RoutineBody.Query> queries(String text, Place start) {
    List<RoutineBody.Query> queries = new ArrayList<>();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(utf8))) {
      Statement inner = reader.next();
      while (inner != null) {
        Place place = Positions.within(start, inner.start());
        Node tree = parser.only(inner.text());
        queries.add(new RoutineBody.Query(inner.text(), place, tree, false));
        inner = reader.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return queries;
  }

  private RoutineBody plpgsql(Statement statement, String text, Place start) {
    return switch (parser.plpgsql(statement.text())) {
      case Outcome.Trees trees when !trees.trees().isEmpty() -> {
        Node function = trees.trees().getFirst();
        List<RoutineBody.Query> queries = new QueryFinder(parser, text, start).in(function);
        yield new RoutineBody("plpgsql", text, start, function, queries, "");
      }
      case Outcome.Trees none -> unread(text, start, "it has no function");
      case Outcome.Refused refused -> {
        if (refused.message().startsWith("syntax error")) {
          errors.add(error(statement, text, refused.message()));
        }
        yield unread(text, start, refused.message());
      }
      case Outcome.Unread unread -> unread(text, start, unread.reason());
    };
  }

  private static RoutineBody unread(String text, Place start, String reason) {
    return new RoutineBody("plpgsql", text, start, Node.NONE, List.of(), reason);
  }

  /** The parser tells the word it stopped at, not where that is. */
  private SyntaxError error(Statement statement, String body, String message) {
    String whole = statement.text();
    int start = Math.max(0, whole.indexOf(body));
    int at = start;
    Matcher near = NEAR.matcher(message);
    if (message.endsWith("at end of input")) {
      at = start + body.length();
    } else if (near.find() && whole.startsWith(body, start)) {
      at = start + occurrence(whole, body, start, near.group(1), message);
    }
    int position = whole.codePointCount(0, Math.min(at, whole.length())) + 1;
    return new SyntaxError(
        statement.ordinal(), statement.at(position), message, Excerpt.of(whole, position));
  }

  /**
   * Which occurrence of the word it is: a body cut off before it has another error, at its end; one
   * cut off later has the same.
   */
  private int occurrence(String whole, String body, int start, String word, String message) {
    List<Integer> occurrences = new ArrayList<>();
    for (int at = body.indexOf(word); at >= 0; at = body.indexOf(word, at + 1)) {
      occurrences.add(at);
    }
    int low = 0;
    int high = occurrences.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      int cut = start + occurrences.get(middle);
      String shortened = whole.substring(0, cut) + " " + whole.substring(start + body.length());
      boolean same =
          parser.plpgsql(shortened) instanceof Outcome.Refused refused
              && refused.message().equals(message);
      low = same ? low : middle;
      high = same ? middle - 1 : high;
    }
    return occurrences.isEmpty() ? 0 : occurrences.get(low);
  }

  /** Code points to the body's first character: behind AS, blanks, comments and the quote. */
  private static int start(Statement statement, Node tree, Node as) {
    byte[] text = CommentBlanker.blank(statement.text().getBytes(StandardCharsets.UTF_8));
    int at = as.location() + (tree.is("DoStmt") ? 0 : "AS".length());
    while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
      at++;
    }
    while (at < text.length && text[at] != '\'' && text[at] != '$') {
      at++;
    }
    if (at < text.length && text[at] == '$') {
      at++;
      while (at < text.length && text[at] != '$') {
        at++;
      }
    }
    return Positions.codePoints(statement.text(), at + 1) + 1;
  }

  private static Optional<Node> option(Node tree, String field, String name) {
    return tree.nodes(field).stream()
        .filter(option -> option.text("defname").equals(name))
        .findFirst();
  }

  private static List<String> strings(Node option) {
    Node argument = option.node("arg");
    return argument.is("List") ? argument.names("items") : List.of(argument.text("sval"));
  }
}
