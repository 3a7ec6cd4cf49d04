package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The script's transaction, session, and server. */
final class TransactionChecks {

  private static final int ENUM_VALUES_IN_TRANSACTIONS = 12;
  private static final int LONGEST_NAME = 63;
  private static final Set<String> IDENTITIES = Set.of("role", "session_authorization");
  private static final Set<String> ZERO = Set.of("0", "0s", "0ms", "0min");

  private TransactionChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "transaction-in-script", TransactionChecks::transaction,
        "role-left-set", TransactionChecks::roleLeft,
        "lock-timeout-off", TransactionChecks::lockTimeout,
        "enum-value-used-too-early", TransactionChecks::usedTooEarly,
        "enum-value-in-transaction", TransactionChecks::enumValue,
        "not-repeatable", TransactionChecks::notRepeatable,
        "name-cut-off", TransactionChecks::cutOff,
        "needs-newer-server", NewFeatures::find);
  }

  private static List<Hit> transaction(Subject subject) {
    String kind = subject.tree().text("kind").replace("TRANS_STMT_", "");
    boolean found =
        subject.is("TransactionStmt") && Set.of("BEGIN", "START", "COMMIT").contains(kind);
    return found
        ? List.of(subject.hit(kind.equals("START") ? "START TRANSACTION" : kind))
        : NOTHING;
  }

  private static List<Hit> roleLeft(Subject subject) {
    boolean left =
        sets(subject, IDENTITIES)
            && !subject.tree().flag("is_local")
            && subject.after().stream().noneMatch(one -> resets(one, IDENTITIES));
    return left ? List.of(subject.hit(subject.tree().text("name"))) : NOTHING;
  }

  private static boolean sets(Subject subject, Set<String> names) {
    return subject.is("VariableSetStmt")
        && subject.tree().text("kind").equals("VAR_SET_VALUE")
        && names.contains(subject.tree().text("name"));
  }

  private static boolean resets(Subject subject, Set<String> names) {
    String kind = subject.tree().text("kind");
    boolean none =
        subject.tree().nodes("args").stream()
            .anyMatch(one -> one.node("val").text("sval").equals("none") || isNone(one));
    return subject.is("VariableSetStmt")
        && names.contains(subject.tree().text("name"))
        && (kind.equals("VAR_RESET") || kind.equals("VAR_SET_DEFAULT") || none);
  }

  private static boolean isNone(Node constant) {
    return constant.node("sval").text("sval").equals("none");
  }

  private static List<Hit> lockTimeout(Subject subject) {
    Node tree = subject.tree();
    if (!subject.is("VariableSetStmt") || !tree.text("name").equals("lock_timeout")) {
      return NOTHING;
    }
    boolean off =
        !tree.text("kind").equals("VAR_SET_VALUE")
            || tree.nodes("args").stream().anyMatch(TransactionChecks::isZero);
    return off ? List.of(subject.hit("lock_timeout")) : NOTHING;
  }

  /** The JSON leaves a zero out. */
  private static boolean isZero(Node constant) {
    String text = constant.node("sval").text("sval");
    return text.isEmpty() ? constant.node("ival").number("ival") == 0 : ZERO.contains(text);
  }

  private static List<Hit> usedTooEarly(Subject subject) {
    Node tree = subject.tree();
    String value = tree.text("newVal");
    if (!tree.is("AlterEnumStmt") || value.isEmpty() || !tree.text("oldVal").isEmpty()) {
      return NOTHING;
    }
    return subject.after().stream()
        .filter(subject::sharesTransactionWith)
        .filter(one -> !one.is("AlterEnumStmt") && one.text().contains("'" + value + "'"))
        .findFirst()
        .map(one -> List.of(one.hit(value)))
        .orElse(NOTHING);
  }

  private static List<Hit> enumValue(Subject subject) {
    boolean refused =
        subject.is("AlterEnumStmt")
            && subject.tree().text("oldVal").isEmpty()
            && subject.serverVersion() < ENUM_VALUES_IN_TRANSACTIONS
            && subject.inTransaction();
    return refused ? List.of(subject.hit(subject.tree().text("newVal"))) : NOTHING;
  }

  /** Indexes made concurrently have a rule of their own. */
  private static List<Hit> notRepeatable(Subject subject) {
    if (!subject.declaredAlone()) {
      return NOTHING;
    }
    Node tree = subject.tree();
    boolean fails =
        switch (tree.kind()) {
          case "CreateStmt", "CreateSeqStmt", "CreateSchemaStmt", "CreateTableAsStmt" ->
              !tree.flag("if_not_exists");
          case "CreateExtensionStmt" -> !tree.flag("if_not_exists");
          case "DropStmt" -> !tree.flag("missing_ok");
          case "ViewStmt", "CreateFunctionStmt" -> !isReplaced(tree);
          case "CreateEnumStmt", "CreateDomainStmt", "CompositeTypeStmt" -> true;
          case "AlterTableStmt" -> tree.nodes("cmds").stream().anyMatch(TransactionChecks::fails);
          case String other -> false;
        };
    return fails ? List.of(subject.hit(firstWords(subject))) : NOTHING;
  }

  private static boolean isReplaced(Node tree) {
    return tree.flag("replace");
  }

  /** ADD and DROP of what may be there, or gone, from the first time. */
  private static boolean fails(Node command) {
    return switch (Trees.subtype(command)) {
      case "AddColumn", "DropColumn", "DropConstraint" -> !command.flag("missing_ok");
      case "AddConstraint" -> true;
      default -> false;
    };
  }

  private static String firstWords(Subject subject) {
    String[] words = subject.text().split("\\s+", 4);
    return String.join(" ", Stream.of(words).limit(3).toList());
  }

  /** The parser has cut the name already; the text has the rest. */
  private static List<Hit> cutOff(Subject subject) {
    return subject.facts().stream()
        .filter(fact -> fact.action() == dev.migrationledger.sql.facts.Action.CREATE)
        .map(fact -> fact.name().parts().getLast())
        .filter(name -> name.length() == LONGEST_NAME && goesOn(subject.text(), name))
        .distinct()
        .map(subject::hit)
        .toList();
  }

  private static boolean goesOn(String text, String name) {
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf(name);
    int next = at + name.length();
    return at >= 0 && next < text.length() && Character.isUnicodeIdentifierPart(text.charAt(next));
  }
}
