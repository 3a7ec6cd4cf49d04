package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how one statement writes the columns, constraints and the index it makes or changes. */
final class DefinitionReader {

  private final Map<String, Definition.Column> columns = new HashMap<>();
  private final Map<String, Definition.Constraint> constraints = new HashMap<>();

  private final List<String> nullable = new ArrayList<>();

  private DefinitionReader() {}

  static DefinitionReader of(Node tree) {
    var reader = new DefinitionReader();
    switch (tree.kind()) {
      case "CreateStmt" -> reader.elements(tree);
      case "CreateForeignTableStmt" ->
          reader.elements(tree.has("base") ? tree.node("base") : tree.node("base_stmt"));
      case "AlterTableStmt" -> tree.nodes("cmds").forEach(reader::command);
      default -> {}
    }
    return reader;
  }

  /** The columns whose type or NOT NULL is written, by name. */
  Map<String, Definition.Column> columns() {
    return columns;
  }

  /** The constraints that are written with a name, by it. */
  Map<String, Definition.Constraint> constraints() {
    return constraints;
  }

  /** The columns that may be NULL from here on. */
  List<String> nullable() {
    return nullable;
  }

  /** Of CREATE INDEX with a name. */
  static Definition.Index index(Node tree, ObjectName table) {
    List<Node> elements = tree.nodes("indexParams");
    List<String> names = elements.stream().map(element -> element.text("name")).toList();
    boolean plain = names.stream().noneMatch(String::isEmpty);
    boolean whole = tree.node("relation").flag("inh");
    return new Definition.Index(table, tree.flag("unique"), plain ? names : List.of(), whole);
  }

  private void elements(Node create) {
    for (Node element : create.nodes("tableElts")) {
      if (element.is("ColumnDef")) {
        column(element);
      } else if (element.is("Constraint")) {
        constraint(element);
      }
    }
  }

  private void command(Node command) {
    Node definition = command.node("def");
    String name = command.text("name");
    switch (command.text("subtype")) {
      case "AT_AddColumn" -> column(definition);
      case "AT_AlterColumnType" ->
          columns.put(
              name,
              new Definition.Column(WrittenType.of(definition.node("typeName")), isNotNull(name)));
      case "AT_SetNotNull" ->
          columns.merge(
              name,
              new Definition.Column(Optional.empty(), true),
              (known, more) -> new Definition.Column(known.type(), true));
      case "AT_DropNotNull" -> nullable.add(name);
      case "AT_AddConstraint" -> constraint(definition);
      case "AT_ValidateConstraint" -> constraints.put(name, new Definition.Constraint("", true));
      default -> {}
    }
  }

  private boolean isNotNull(String column) {
    return columns.containsKey(column) && columns.get(column).notNull();
  }

  private void column(Node column) {
    boolean notNull = false;
    for (Node constraint : column.nodes("constraints")) {
      notNull |= constraint.text("contype").equals("CONSTR_NOTNULL");
      constraint(constraint);
    }
    columns.put(
        column.text("colname"),
        new Definition.Column(WrittenType.of(column.node("typeName")), notNull));
  }

  private void constraint(Node constraint) {
    String name = constraint.text("conname");
    String type =
        switch (constraint.text("contype")) {
          case "CONSTR_CHECK" -> "c";
          case "CONSTR_FOREIGN" -> "f";
          case "CONSTR_PRIMARY" -> "p";
          case "CONSTR_UNIQUE" -> "u";
          case "CONSTR_EXCLUSION" -> "x";
          default -> "";
        };
    if (!name.isEmpty() && !type.isEmpty()) {
      constraints.put(name, new Definition.Constraint(type, !constraint.flag("skip_validation")));
    }
  }
}
