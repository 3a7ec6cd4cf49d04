package dev.migrationledger.sql.transaction;

import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements cannot run in a transaction block: the callers of PostgreSQL's
 * PreventInTransactionBlock, the same ones from version 14 to 18 (what 17 and 18 added to ALTER
 * SUBSCRIPTION did not exist before).
 */
public final class TransactionBlocks {

  private static final Set<String> FALSE = Set.of("false", "off", "0");
  private static final Set<String> CHANGED_ALONE = Set.of("failover", "two_phase");

  private TransactionBlocks() {}

  /** The statement's name when PostgreSQL refuses it in a transaction block. */
  public static Optional<String> refuse(Node tree) {
    String name =
        switch (tree.kind()) {
          case "CreatedbStmt" -> "CREATE DATABASE";
          case "DropdbStmt" -> "DROP DATABASE";
          case "CreateTableSpaceStmt" -> "CREATE TABLESPACE";
          case "DropTableSpaceStmt" -> "DROP TABLESPACE";
          case "AlterSystemStmt" -> "ALTER SYSTEM";
          case "DropSubscriptionStmt" -> "DROP SUBSCRIPTION";
          case "AlterDatabaseStmt" ->
              when(option(tree, "options", "tablespace"), "ALTER DATABASE SET TABLESPACE");
          case "IndexStmt" -> when(tree.flag("concurrent"), "CREATE INDEX CONCURRENTLY");
          case "DropStmt" -> when(tree.flag("concurrent"), "DROP INDEX CONCURRENTLY");
          case "VacuumStmt" -> when(tree.flag("is_vacuumcmd"), "VACUUM");
          case "ClusterStmt" -> when(!tree.has("relation"), "CLUSTER");
          case "DiscardStmt" -> when(tree.text("target").equals("DISCARD_ALL"), "DISCARD ALL");
          case "ReindexStmt" -> reindex(tree);
          case "AlterTableStmt" -> alterTable(tree);
          case "CreateSubscriptionStmt" -> createSubscription(tree);
          case "AlterSubscriptionStmt" -> alterSubscription(tree);
          case "TransactionStmt" -> twoPhases(tree);
          default -> "";
        };
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static String reindex(Node tree) {
    return switch (tree.text("kind")) {
      case "REINDEX_OBJECT_SCHEMA" -> "REINDEX SCHEMA";
      case "REINDEX_OBJECT_SYSTEM" -> "REINDEX SYSTEM";
      case "REINDEX_OBJECT_DATABASE" -> "REINDEX DATABASE";
      default -> when(isSet(tree, "params", "concurrently"), "REINDEX CONCURRENTLY");
    };
  }

  private static String alterTable(Node tree) {
    boolean detaches =
        tree.nodes("cmds").stream()
            .anyMatch(command ->
                command.text("subtype").equals("AT_DetachPartition")
                    && command.node("def").flag("concurrent"));
    return when(detaches, "ALTER TABLE … DETACH PARTITION CONCURRENTLY");
  }

  /** Unless told otherwise it makes a slot on the publisher, which cannot be taken back. */
  private static String createSubscription(Node tree) {
    boolean connects = !isUnset(tree, "connect");
    return when(connects && !isUnset(tree, "create_slot"), "CREATE SUBSCRIPTION with a slot");
  }

  private static String alterSubscription(Node tree) {
    return switch (tree.text("kind")) {
      case "ALTER_SUBSCRIPTION_REFRESH" -> "ALTER SUBSCRIPTION … REFRESH PUBLICATION";
      case "ALTER_SUBSCRIPTION_SET_PUBLICATION",
          "ALTER_SUBSCRIPTION_ADD_PUBLICATION",
          "ALTER_SUBSCRIPTION_DROP_PUBLICATION" ->
          when(!isUnset(tree, "refresh"), "ALTER SUBSCRIPTION with refresh");
      case "ALTER_SUBSCRIPTION_OPTIONS" ->
          when(
              CHANGED_ALONE.stream().anyMatch(name -> option(tree, "options", name)),
              "ALTER SUBSCRIPTION … SET (failover or two_phase)");
      default -> "";
    };
  }

  private static String twoPhases(Node tree) {
    return switch (tree.text("kind")) {
      case "TRANS_STMT_PREPARE" -> "PREPARE TRANSACTION";
      case "TRANS_STMT_COMMIT_PREPARED" -> "COMMIT PREPARED";
      case "TRANS_STMT_ROLLBACK_PREPARED" -> "ROLLBACK PREPARED";
      default -> "";
    };
  }

  private static boolean isSet(Node tree, String field, String name) {
    return options(tree, field, name).stream().anyMatch(option -> !saysNo(option));
  }

  private static boolean isUnset(Node tree, String name) {
    return options(tree, "options", name).stream().anyMatch(TransactionBlocks::saysNo);
  }

  private static boolean option(Node tree, String field, String name) {
    return !options(tree, field, name).isEmpty();
  }

  private static List<Node> options(Node tree, String field, String name) {
    return tree.nodes(field).stream()
        .filter(option -> option.text("defname").equals(name))
        .toList();
  }

  /** An option without a value is on; PostgreSQL has a bare word as a type's name here. */
  private static boolean saysNo(Node option) {
    Node value = option.node("arg");
    return switch (value.kind()) {
      case "Boolean" -> !value.flag("boolval");
      case "Integer" -> value.number("ival") == 0;
      case "TypeName" -> value.names("names").stream().anyMatch(FALSE::contains);
      default -> FALSE.contains(value.text("sval").toLowerCase(Locale.ROOT));
    };
  }

  private static String when(boolean condition, String name) {
    return condition ? name : "";
  }
}
