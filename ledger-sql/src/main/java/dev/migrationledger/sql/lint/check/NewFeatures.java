package dev.migrationledger.sql.lint.check;

import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What came with which version of PostgreSQL, after its release notes from 12 on. */
final class NewFeatures {

  private static final int NEWEST = 18;

  private static final Map<String, Integer> FUNCTIONS =
      Map.ofEntries(
          Map.entry("gen_random_uuid", 13),
          Map.entry("date_bin", 14),
          Map.entry("string_to_table", 14),
          Map.entry("range_agg", 14),
          Map.entry("regexp_like", 15),
          Map.entry("regexp_count", 15),
          Map.entry("regexp_instr", 15),
          Map.entry("regexp_substr", 15),
          Map.entry("any_value", 16),
          Map.entry("pg_input_is_valid", 16),
          Map.entry("array_shuffle", 16),
          Map.entry("uuidv4", 18),
          Map.entry("uuidv7", 18),
          Map.entry("casefold", 18),
          Map.entry("array_sort", 18),
          Map.entry("array_reverse", 18));

  private static final Map<String, Integer> NODES =
      Map.ofEntries(
          Map.entry("CTESearchClause", 14),
          Map.entry("CTECycleClause", 14),
          Map.entry("MergeStmt", 15),
          Map.entry("JsonObjectConstructor", 16),
          Map.entry("JsonArrayConstructor", 16),
          Map.entry("JsonIsPredicate", 16),
          Map.entry("JsonTable", 17),
          Map.entry("JsonFuncExpr", 17),
          Map.entry("JsonParseExpr", 17),
          Map.entry("JsonScalarExpr", 17),
          Map.entry("JsonSerializeExpr", 17));

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("CTESearchClause", "SEARCH"),
          Map.entry("CTECycleClause", "CYCLE"),
          Map.entry("MergeStmt", "MERGE"),
          Map.entry("JsonObjectConstructor", "JSON_OBJECT"),
          Map.entry("JsonArrayConstructor", "JSON_ARRAY"),
          Map.entry("JsonIsPredicate", "IS JSON"),
          Map.entry("JsonTable", "JSON_TABLE"),
          Map.entry("JsonFuncExpr", "JSON_VALUE, JSON_QUERY or JSON_EXISTS"),
          Map.entry("JsonParseExpr", "JSON()"),
          Map.entry("JsonScalarExpr", "JSON_SCALAR"),
          Map.entry("JsonSerializeExpr", "JSON_SERIALIZE"));

  private static final Map<String, Integer> COMMANDS =
      Map.of(
          "DropExpression", 13, "SetCompression", 14, "SetAccessMethod", 15, "SetExpression", 17);

  private NewFeatures() {}

  static List<Hit> find(Subject subject) {
    if (subject.serverVersion() >= NEWEST) {
      return List.of();
    }
    List<Hit> hits = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Node node : subject.tree().withDescendants()) {
      Feature feature = feature(node);
      if (feature.since > subject.serverVersion() && told.add(feature.name)) {
        hits.add(
            subject.hit(
                node,
                "%s (PostgreSQL %d; the target has %d)"
                    .formatted(feature.name, feature.since, subject.serverVersion())));
      }
    }
    return hits;
  }

  private record Feature(String name, int since) {

    static final Feature OLD = new Feature("", 0);
  }

  private static Feature feature(Node node) {
    return switch (node.kind()) {
      case "FuncCall" -> {
        String name = node.names("funcname").getLast();
        yield new Feature(name + "()", FUNCTIONS.getOrDefault(name, 0));
      }
      case "Constraint" -> constraint(node);
      case "AlterTableCmd" -> command(node);
      case "IndexStmt" -> when(node.flag("nulls_not_distinct"), "NULLS NOT DISTINCT", 15);
      case "CreateTrigStmt" -> when(node.flag("replace"), "CREATE OR REPLACE TRIGGER", 14);
      case "CreateFunctionStmt" -> when(node.has("sql_body"), "a body that is not a string", 14);
      case "ViewStmt" ->
          when(Trees.option(node, "options", "security_invoker"), "security_invoker", 15);
      case "ReindexStmt" ->
          when(Trees.option(node, "params", "concurrently"), "REINDEX CONCURRENTLY", 12);
      case "MergeWhenClause" ->
          when(node.text("matchKind").endsWith("BY_SOURCE"), "NOT MATCHED BY SOURCE", 17);
      default ->
          new Feature(WORDS.getOrDefault(node.kind(), ""), NODES.getOrDefault(node.kind(), 0));
    };
  }

  private static Feature constraint(Node node) {
    boolean generated = Trees.isConstraint(node, "GENERATED");
    if (generated && node.text("generated_kind").equals("v")) {
      return new Feature("a virtual generated column", 18);
    }
    if (node.flag("without_overlaps") || node.flag("fk_with_period")) {
      return new Feature("WITHOUT OVERLAPS or PERIOD", 18);
    }
    if (Trees.isConstraint(node, "ATTR_NOT_ENFORCED")) {
      return new Feature("NOT ENFORCED", 18);
    }
    return when(node.flag("nulls_not_distinct"), "NULLS NOT DISTINCT", 15);
  }

  private static Feature command(Node command) {
    String subtype = Trees.subtype(command);
    Node def = command.node("def");
    if (subtype.equals("DetachPartition")) {
      return when(def.flag("concurrent"), "DETACH PARTITION CONCURRENTLY", 14);
    }
    if (subtype.equals("AddConstraint") && Trees.isConstraint(def, "NOTNULL")) {
      return new Feature("ADD CONSTRAINT … NOT NULL", 18);
    }
    return new Feature(
        subtype.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT),
        COMMANDS.getOrDefault(subtype, 0));
  }

  private static Feature when(boolean condition, String name, int since) {
    return condition ? new Feature(name, since) : Feature.OLD;
  }
}
