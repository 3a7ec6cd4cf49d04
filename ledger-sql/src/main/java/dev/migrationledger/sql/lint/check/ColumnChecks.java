package dev.migrationledger.sql.lint.check;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Columns that are added or change their type. */
final class ColumnChecks {

  private static final int DEFAULTS_ARE_STORED = 11;

  /** Functions whose value PostgreSQL computes once for all rows there are. */
  private static final Set<String> STABLE =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "current_setting",
          "current_database",
          "current_schema",
          "to_timestamp",
          "make_interval",
          "make_date",
          "date_trunc",
          "timezone",
          "lower",
          "upper",
          "md5",
          "concat",
          "jsonb_build_object",
          "jsonb_build_array",
          "json_build_object",
          "json_build_array",
          "array_fill",
          "int4range",
          "int8range",
          "tsrange",
          "tstzrange",
          "daterange");

  private static final Set<String> NARROW =
      Set.of("int2", "int4", "float4", "date", "bpchar", "numeric");

  private ColumnChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "type-change-rewrites", ColumnChecks::typeChange,
        "type-narrows", ColumnChecks::narrows,
        "volatile-default-rewrites", column((s, c) -> hasVolatileDefault(c)),
        "default-rewrites", column(ColumnChecks::rewritesForDefault),
        "not-null-without-default", column((s, c) -> lacksDefault(c)),
        "serial-rewrites", column((s, c) -> isNumbered(c)),
        "stored-generated-rewrites", column((s, c) -> isStored(c)));
  }

  private static Check column(BiPredicate<Subject, Node> condition) {
    return subject ->
        Trees.addedColumns(subject)
            .filter(column -> condition.test(subject, column))
            .map(column -> subject.hit(column, name(subject, column.text("colname"))))
            .toList();
  }

  private static List<Hit> typeChange(Subject subject) {
    return Trees.commands(subject)
        .filter(command -> Trees.subtype(command).equals("AlterColumnType"))
        .filter(command -> !isNarrow(command))
        .map(command -> subject.hit(name(subject, command.text("name"))))
        .toList();
  }

  private static List<Hit> narrows(Subject subject) {
    return Trees.commands(subject)
        .filter(command -> Trees.subtype(command).equals("AlterColumnType"))
        .filter(ColumnChecks::isNarrow)
        .map(command -> subject.hit(name(subject, command.text("name"))))
        .toList();
  }

  private static boolean isNarrow(Node command) {
    Node type = command.node("def").node("typeName");
    String name = Trees.typeName(type);
    boolean limited = !type.nodes("typmods").isEmpty();
    return switch (name) {
      case "varchar", "numeric" -> limited;
      case String other -> NARROW.contains(other);
    };
  }

  private static boolean hasVolatileDefault(Node column) {
    return Trees.constraints(column, "DEFAULT")
        .flatMap(one -> one.node("raw_expr").withDescendants().stream())
        .filter(node -> node.is("FuncCall"))
        .anyMatch(call -> !STABLE.contains(call.names("funcname").getLast()));
  }

  private static boolean rewritesForDefault(Subject subject, Node column) {
    return subject.serverVersion() < DEFAULTS_ARE_STORED
        && Trees.constraints(column, "DEFAULT").findAny().isPresent()
        && !hasVolatileDefault(column);
  }

  private static boolean lacksDefault(Node column) {
    List<Node> constraints = column.nodes("constraints");
    boolean required =
        constraints.stream()
            .anyMatch(
                one -> Trees.isConstraint(one, "NOTNULL") || Trees.isConstraint(one, "PRIMARY"));
    boolean filled =
        constraints.stream()
            .anyMatch(one ->
                Trees.isConstraint(one, "DEFAULT")
                    || Trees.isConstraint(one, "IDENTITY")
                    || Trees.isConstraint(one, "GENERATED"));
    return required && !filled && !Trees.isSerial(column);
  }

  private static boolean isNumbered(Node column) {
    return Trees.isSerial(column) || Trees.constraints(column, "IDENTITY").findAny().isPresent();
  }

  private static boolean isStored(Node column) {
    return Trees.constraints(column, "GENERATED")
        .anyMatch(one -> !one.text("generated_kind").equals("v"));
  }

  private static String name(Subject subject, String column) {
    return Trees.table(subject) + "." + column;
  }
}
