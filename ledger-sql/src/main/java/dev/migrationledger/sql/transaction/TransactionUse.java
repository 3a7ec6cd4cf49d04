package dev.migrationledger.sql.transaction;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.RoutineBody;
import dev.migrationledger.sql.tree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows scripts in their order, and tells which statements cannot run in a transaction block:
 * those PostgreSQL refuses there, and DO and CALL whose PL/pgSQL ends transactions itself. Of a
 * procedure it knows the body only when it was created in what it followed.
 */
public final class TransactionUse {

  /** The first version that takes ALTER TYPE … ADD VALUE inside a transaction block. */
  private static final int ENUM_VALUES_IN_BLOCKS = 12;

  private static final Set<String> ENDS = Set.of("PLpgSQL_stmt_commit", "PLpgSQL_stmt_rollback");

  private final int server;
  private final Set<List<String>> ending = new HashSet<>();

  /**
   * A look at scripts for one server.
   *
   * @param server its major version
   */
  public TransactionUse(int server) {
    this.server = server;
  }

  /** What the statement is called when it cannot run in a transaction block. */
  public Optional<String> refuse(ParsedStatement statement) {
    Node tree = statement.tree();
    return switch (tree.kind()) {
      case "CreateFunctionStmt" -> {
        follow(tree.names("funcname"), ends(statement.bodies()));
        yield Optional.empty();
      }
      case "DoStmt" -> when(ends(statement.bodies()), "DO with COMMIT or ROLLBACK");
      case "CallStmt" -> when(callsEnding(tree), "CALL of a procedure with COMMIT or ROLLBACK");
      case "AlterEnumStmt" ->
          when(
              server < ENUM_VALUES_IN_BLOCKS && !tree.has("oldVal"),
              "ALTER TYPE … ADD VALUE before PostgreSQL 12");
      default -> TransactionBlocks.refuse(tree);
    };
  }

  private void follow(List<String> routine, boolean ends) {
    if (ends) {
      ending.add(routine);
    } else {
      ending.remove(routine);
    }
  }

  private boolean ends(List<RoutineBody> bodies) {
    return bodies.stream()
        .anyMatch(body ->
            body.tree().withDescendants().stream().anyMatch(node -> ENDS.contains(node.kind()))
                || body.queries().stream().anyMatch(query -> callsEnding(query.tree())));
  }

  private boolean callsEnding(Node tree) {
    return tree.is("CallStmt") && ending.contains(tree.node("funccall").names("funcname"));
  }

  private static Optional<String> when(boolean condition, String name) {
    return condition ? Optional.of(name) : Optional.empty();
  }
}
