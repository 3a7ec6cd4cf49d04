package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import dev.migrationledger.sql.dialect.ForeignText;
import dev.migrationledger.sql.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parses the statements that the splitter found, one by one. */
final class StatementParser {

  /**
   * What came of statements: their trees, the errors in them and in their bodies, and which of them
   * look like no PostgreSQL.
   */
  record Parsed(
      List<ParsedStatement> statements, List<SyntaxError> errors, List<Foreign> foreign) {}

  private final Parser parser;
  private final BodyParser bodies;
  private final List<ParsedStatement> parsed = new ArrayList<>();
  private final List<SyntaxError> errors = new ArrayList<>();
  private final List<Foreign> foreign = new ArrayList<>();

  StatementParser(Parser parser) {
    this.parser = parser;
    this.bodies = new BodyParser(parser, errors);
  }

  Parsed parse(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (parser.sql(statement.text())) {
        case Outcome.Trees trees -> add(statement, trees.trees());
        case Outcome.Refused refused -> {
          errors.add(error(statement, refused));
          look(statement, Positions.atPoint(statement.text(), refused.position()));
          parseBehind(statement, refused);
        }
        case Outcome.Unread unread ->
            parsed.add(new ParsedStatement(statement, Node.NONE, List.of(), unread.reason()));
      }
    }
    return new Parsed(List.copyOf(parsed), List.copyOf(errors), List.copyOf(foreign));
  }

  /**
   * A parenthesis that is never closed makes the splitter take all that follows for one statement;
   * where PostgreSQL stopped at a semicolon, the next one starts behind it.
   */
  private void parseBehind(Statement statement, Outcome.Refused refused) {
    String text = statement.text();
    int at = Positions.atPoint(text, refused.position());
    if (at >= text.length() || text.charAt(at) != ';') {
      return;
    }
    int bytes = text.substring(0, at + 1).getBytes(StandardCharsets.UTF_8).length;
    byte[] rest = text.substring(at + 1).getBytes(StandardCharsets.UTF_8);
    Place start = statement.at(refused.position() + 1);
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(rest))) {
      List<Statement> behind = new ArrayList<>();
      Statement next = reader.next();
      while (next != null) {
        behind.add(
            new Statement(
                statement.ordinal(),
                next.text(),
                Positions.within(start, next.start()),
                statement.offset() + bytes + next.offset(),
                next.kind()));
        next = reader.next();
      }
      int before = errors.size();
      parse(behind);
      dropConsequence(before, behind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows may be the other half of the broken statement: then its first word is wrong. */
  private void dropConsequence(int before, List<Statement> behind) {
    if (errors.size() > before && errors.get(before).place().equals(behind.getFirst().start())) {
      errors.remove(before);
    }
  }

  private void add(Statement statement, List<Node> trees) {
    int before = errors.size();
    for (Node tree : trees) {
      parsed.add(new ParsedStatement(statement, tree, bodies.of(statement, tree), ""));
    }
    if (errors.size() > before) {
      look(statement, -1);
    }
  }

  private void look(Statement statement, int stoppedAt) {
    ForeignText.of(statement.text(), stoppedAt)
        .ifPresent(found -> foreign.add(Foreign.in(statement, found)));
  }

  private static SyntaxError error(Statement statement, Outcome.Refused refused) {
    int position = Math.max(1, refused.position());
    return new SyntaxError(
        statement.ordinal(),
        statement.at(position),
        refused.message(),
        Excerpt.of(statement.text(), position));
  }
}
