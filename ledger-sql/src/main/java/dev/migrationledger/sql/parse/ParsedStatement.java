package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One statement and what PostgreSQL's parser makes of it.
 *
 * @param statement its text and where it starts
 * @param tree its parse tree; {@link Node#NONE} when it was not read
 * @param bodies of the routine it creates or the DO block it is: one or none
 * @param unread why there is no tree although nothing is known to be wrong: the statement is larger
 *     or deeper than the parser can take; empty otherwise
 */
public record ParsedStatement(
    Statement statement, Node tree, List<RoutineBody> bodies, String unread) {

  public ParsedStatement {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(tree, "tree");
    Objects.requireNonNull(unread, "unread");
    bodies = List.copyOf(bodies);
  }

  /** The name of its tree's root, such as {@code CreateStmt}; empty when it was not read. */
  public String kind() {
    return tree.kind();
  }

  public Place start() {
    return statement.start();
  }

  /** The place behind its last character. */
  public Place end() {
    return statement.at(statement.text().length() + 1);
  }

  /** The byte of the script where it starts. */
  public long startOffset() {
    return statement.offset();
  }

  /** The byte of the script behind its last one. */
  public long endOffset() {
    return statement.offset() + statement.text().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Where in the script a node of the tree stands. */
  public Place at(Node node) {
    return statement.at(Positions.codePoints(statement.text(), node.location()) + 1);
  }
}
