package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.Set;

/** Where a promise would say more than the script does. */
final class Doubts {

  /** Names that the server chooses or that are told by another object's statement. */
  private static final Set<String> BY_ANOTHER = Set.of("owned", "constraint");

  private Doubts() {}

  /** It takes a part of the script back, or drops what it does not name. */
  static boolean isAnything(ParsedStatement statement) {
    String kind = statement.tree().text("kind");
    boolean undoes =
        statement.kind().equals("TransactionStmt")
            && (kind.equals("TRANS_STMT_ROLLBACK") || kind.equals("TRANS_STMT_ROLLBACK_TO"));
    return undoes || statement.kind().equals("DropOwnedStmt");
  }

  /** From here on another role may work, with a search path of its own. */
  static boolean changesRole(ParsedStatement statement) {
    String name = statement.tree().text("name");
    return statement.kind().equals("VariableSetStmt")
        && (name.equals("role") || name.equals("session_authorization"));
  }

  /** A table goes when its parent does. */
  static boolean makesHeirs(Fact fact) {
    return fact.detail().equals("partition") || fact.detail().equals("inherits");
  }

  /**
   * What it does to other objects cannot be read.
   *
   * @param heirs whether there are tables that go with others
   */
  static boolean isAnything(Fact fact, boolean heirs) {
    boolean calls = fact.action() == Action.USE && fact.kind() == ObjectKind.PROCEDURE;
    boolean takesAlong =
        fact.action() == Action.DROP
            && (fact.detail().equals("cascade")
                || fact.kind() == ObjectKind.SCHEMA
                || fact.kind() == ObjectKind.EXTENSION
                || (heirs && fact.kind() == ObjectKind.TABLE));
    return fact.kind() == ObjectKind.OPAQUE || calls || takesAlong;
  }

  /** Whether an object of that kind that is gone leaves no other of its name where it was. */
  static boolean isLookedUpByName(ObjectKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, RELATION -> true;
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
    boolean index = fact.kind() == ObjectKind.INDEX && !fact.detail().equals("rename");
    return BY_ANOTHER.contains(fact.detail()) || index || fact.kind() == ObjectKind.CONSTRAINT;
  }
}
