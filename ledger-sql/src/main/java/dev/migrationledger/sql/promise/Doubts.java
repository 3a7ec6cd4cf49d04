package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.Set;

/** Where a promise would say more than the script does. */
final class Doubts {

  private static final String TEMPORARY = "pg_temp";

  /** Names that the server chooses or that are told by another object's statement. */
  private static final Set<String> BY_ANOTHER = Set.of("owned", "constraint");

  private Doubts() {}

  /** A part of the script is taken back. */
  static boolean undoes(ParsedStatement statement) {
    String kind = statement.tree().text("kind");
    return statement.kind().equals("TransactionStmt")
        && (kind.equals("TRANS_STMT_ROLLBACK") || kind.equals("TRANS_STMT_ROLLBACK_TO"));
  }

  /** What it does to other objects cannot be read. */
  static boolean isAnything(Fact fact) {
    boolean calls = fact.action() == Action.USE && fact.kind() == ObjectKind.PROCEDURE;
    boolean takesAlong =
        fact.action() == Action.DROP
            && (fact.detail().equals("cascade")
                || fact.kind() == ObjectKind.SCHEMA
                || fact.kind() == ObjectKind.EXTENSION);
    return fact.kind() == ObjectKind.OPAQUE || calls || takesAlong;
  }

  /** Whether an object of that kind that is gone leaves no other of its name where it was. */
  static boolean isLookedUpByName(ObjectKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX -> true;
      case COLUMN, CONSTRAINT, TRIGGER, POLICY, RULE -> true;
      case SCHEMA, EXTENSION -> true;
      default -> false;
    };
  }

  /** Whether one of that kind can be looked for at all. */
  static boolean isLookedFor(ObjectKind kind) {
    return isLookedUpByName(kind)
        || switch (kind) {
          case TYPE, DOMAIN, FUNCTION, PROCEDURE, AGGREGATE -> true;
          default -> false;
        };
  }

  /**
   * Whether the tree tells it better: indexes, and constraints with a name of their own. Those that
   * have none are called by the server as it likes.
   */
  static boolean isToldElsewhere(Fact fact) {
    boolean byTree = fact.kind() == ObjectKind.CONSTRAINT || fact.kind() == ObjectKind.INDEX;
    return BY_ANOTHER.contains(fact.detail()) || (byTree && !fact.detail().equals("rename"));
  }

  static boolean isTemporary(ObjectName name) {
    return name.searched().contains(TEMPORARY);
  }
}
