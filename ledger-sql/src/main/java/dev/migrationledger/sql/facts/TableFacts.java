package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.ALTER;
import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.DROP;
import static dev.migrationledger.sql.facts.Action.USE;
import static dev.migrationledger.sql.facts.ObjectKind.COLUMN;
import static dev.migrationledger.sql.facts.ObjectKind.CONSTRAINT;
import static dev.migrationledger.sql.facts.ObjectKind.INDEX;
import static dev.migrationledger.sql.facts.ObjectKind.RELATION;
import static dev.migrationledger.sql.facts.ObjectKind.SEQUENCE;
import static dev.migrationledger.sql.facts.ObjectKind.TABLE;
import static dev.migrationledger.sql.facts.ObjectKind.TRIGGER;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CREATE TABLE, ALTER TABLE and CREATE INDEX: tables with their columns and constraints. */
final class TableFacts {

  private static final Set<String> SERIAL =
      Set.of("serial", "serial2", "serial4", "serial8", "bigserial", "smallserial");

  private final Session session;
  private final Notes notes;
  private final QueryFacts queries;
  private boolean lenient;

  TableFacts(Session session, Notes notes, QueryFacts queries) {
    this.session = session;
    this.notes = notes;
    this.queries = queries;
  }

  void create(Node statement, ObjectKind kind) {
    Node relation = statement.node("relation");
    ObjectName table = session.createdRelation(relation);
    session.implicit().take(schema(table), table.parts().getLast());
    lenient = statement.flag("if_not_exists");
    notes.add(CREATE, kind, table, relation, lenient, "");
    List<Node> constraints = new ArrayList<>();
    for (Node element : statement.nodes("tableElts")) {
      switch (element.kind()) {
        case "ColumnDef" -> column(table, element, lenient);
        case "Constraint" -> constraints.add(element);
        case "TableLikeClause" -> {
          Node like = element.node("relation");
          notes.add(USE, RELATION, session.relation(like), like, "like");
        }
        default -> queries.walk(element);
      }
    }
    constraints.forEach(constraint -> constraint(table, constraint, ""));
    for (Node parent : statement.nodes("inhRelations")) {
      String how = statement.has("partbound") ? "partition" : "inherits";
      notes.add(USE, TABLE, session.relation(parent), parent, how);
    }
    queries.walk(statement.node("ofTypename"));
    queries.walkOver(table, statement.node("partspec"));
    lenient = false;
    named(ObjectKind.TABLESPACE, statement.text("tablespacename"), relation);
    String method = statement.text("accessMethod");
    named(ObjectKind.ACCESS_METHOD, method.equals("heap") ? "" : method, relation);
  }

  void operatorClass(Node element) {
    List<String> name = element.names("opclass");
    if (!name.isEmpty()) {
      notes.add(USE, ObjectKind.OPERATOR_CLASS, session.used(name, false), element);
    }
    List<String> collation = element.names("collation");
    if (!collation.isEmpty()) {
      notes.add(USE, ObjectKind.COLLATION, session.used(collation, false), element);
    }
  }

  void alter(Node statement) {
    ObjectKind kind = ObjectKind.of(statement.text("objtype"));
    Node relation = statement.node("relation");
    ObjectName table = session.relation(relation);
    boolean missing = statement.flag("missing_ok");
    notes.add(ALTER, kind, table, relation, missing, "");
    for (Node command : statement.nodes("cmds")) {
      command(table, relation, command);
    }
  }

  private void command(ObjectName table, Node relation, Node command) {
    String name = command.text("name");
    Node definition = command.node("def");
    boolean missing = command.flag("missing_ok");
    String cascade = command.text("behavior").equals("DROP_CASCADE") ? "cascade" : "";
    String subtype = command.text("subtype").replace("AT_", "");
    switch (subtype) {
      case "AddColumn" -> column(table, definition, missing);
      case "DropColumn" -> notes.add(DROP, COLUMN, table.part(name), relation, missing, cascade);
      case "AddConstraint", "AddIndexConstraint" -> constraint(table, definition, "");
      case "DropConstraint" ->
          notes.add(DROP, CONSTRAINT, table.part(name), relation, missing, cascade);
      case "ValidateConstraint" ->
          notes.add(ALTER, CONSTRAINT, table.part(name), relation, "validate");
      case "AlterConstraint" ->
          notes.add(ALTER, CONSTRAINT, table.part(definition.text("conname")), relation);
      case "EnableTrig", "EnableAlwaysTrig", "EnableReplicaTrig", "DisableTrig" ->
          notes.add(ALTER, TRIGGER, table.part(name), relation);
      case "EnableRule", "EnableAlwaysRule", "EnableReplicaRule", "DisableRule" ->
          notes.add(ALTER, ObjectKind.RULE, table.part(name), relation);
      case "AttachPartition", "DetachPartition", "DetachPartitionFinalize" -> {
        Node partition = definition.node("name");
        notes.add(ALTER, RELATION, session.relation(partition), partition, "partition");
      }
      case String other -> setting(other, table, relation, command);
    }
  }

  private void setting(String subtype, ObjectName table, Node relation, Node command) {
    String name = command.text("name");
    Node definition = command.node("def");
    switch (subtype) {
      case "ClusterOn" -> notes.add(USE, INDEX, table.beside(name), relation);
      case "ReplicaIdentity" -> {
        String index = definition.text("name");
        if (!index.isEmpty()) {
          notes.add(USE, INDEX, table.beside(index), relation);
        }
      }
      case "AddInherit", "DropInherit" ->
          notes.add(USE, TABLE, session.relation(definition), definition, "inherits");
      case "SetTableSpace" -> named(ObjectKind.TABLESPACE, name, relation);
      case "SetAccessMethod" -> named(ObjectKind.ACCESS_METHOD, name, relation);
      case "AlterColumnType" -> {
        notes.add(ALTER, COLUMN, table.part(name), relation, "type");
        queries.walkOver(table, definition);
      }
      case String other -> {
        if (!name.isEmpty()) {
          notes.add(ALTER, COLUMN, table.part(name), relation, other);
        }
        if (other.equals("AddIdentity")) {
          sequence(table, name, relation);
        }
        queries.walk(command.node("newowner"));
        queries.walkOver(table, definition);
      }
    }
  }

  void column(ObjectName table, Node column, boolean existing) {
    String name = column.text("colname");
    notes.add(CREATE, COLUMN, table.part(name), column, existing, "");
    Node type = column.node("typeName");
    List<String> typeNames = type.names("names");
    if (typeNames.size() == 1 && SERIAL.contains(typeNames.getFirst())) {
      sequence(table, name, column);
    }
    queries.walk(type);
    queries.walk(column.node("collClause"));
    for (Node constraint : column.nodes("constraints")) {
      constraint(table, constraint, name);
    }
  }

  private void sequence(ObjectName table, String column, Node at) {
    String name = implicit(table, column, "seq");
    notes.add(CREATE, SEQUENCE, table.beside(name), at, lenient, "owned");
  }

  /** A constraint of a table, or of the column whose name is given. */
  void constraint(ObjectName table, Node constraint, String column) {
    String type = constraint.text("contype").replace("CONSTR_", "");
    List<String> columns = new ArrayList<>(constraint.names("keys"));
    columns.addAll(constraint.names("fk_attrs"));
    if (!column.isEmpty()) {
      columns.add(column);
    }
    switch (type) {
      case "PRIMARY", "UNIQUE", "EXCLUSION" -> unique(table, constraint, type, columns);
      case "FOREIGN" -> foreign(table, constraint, columns);
      case "CHECK" -> {
        String checked = checked(constraint.node("raw_expr"));
        created(table, constraint, name(table, constraint, checked, "check"), "check");
      }
      case "IDENTITY" -> sequence(table, column, constraint);
      case "NOTNULL" -> {
        if (!constraint.text("conname").isEmpty()) {
          created(table, constraint, constraint.text("conname"), "not null");
        }
      }
      default -> {}
    }
    if (column.isEmpty()) {
      columns(table, columns, constraint);
    }
    queries.walkOver(table, constraint.node("raw_expr"));
    queries.walkOver(table, constraint.node("where_clause"));
  }

  private void unique(ObjectName table, Node constraint, String type, List<String> columns) {
    String index = constraint.text("indexname");
    if (!index.isEmpty()) {
      String name = constraint.text("conname").isEmpty() ? index : constraint.text("conname");
      created(table, constraint, name, label(type));
      notes.add(USE, INDEX, table.beside(index), constraint);
      return;
    }
    List<String> named = new ArrayList<>(columns);
    for (Node exclusion : constraint.nodes("exclusions")) {
      Node element =
          exclusion.node("items").fields().isEmpty() ? exclusion : exclusion.node("items");
      Node first = element.nodes("items").isEmpty() ? element : element.nodes("items").getFirst();
      named.add(IndexFacts.indexColumn(first));
      queries.walkOver(table, first);
      columns(table, List.of(first.text("name")), first);
      operatorClass(first);
    }
    named.addAll(constraint.names("including"));
    columns(table, constraint.names("including"), constraint);
    String joined = type.equals("PRIMARY") ? "" : String.join("_", named);
    String suffix = type.equals("PRIMARY") ? "pkey" : type.equals("UNIQUE") ? "key" : "excl";
    String name = name(table, constraint, joined, suffix);
    created(table, constraint, name, label(type));
    notes.add(CREATE, INDEX, table.beside(name), constraint, lenient, "constraint");
  }

  private static String label(String type) {
    return switch (type) {
      case "PRIMARY" -> "primary key";
      case "UNIQUE" -> "unique";
      default -> "exclude";
    };
  }

  private void foreign(ObjectName table, Node constraint, List<String> columns) {
    Node target = constraint.node("pktable");
    ObjectName referenced = session.relation(target);
    created(
        table,
        constraint,
        name(table, constraint, String.join("_", columns), "fkey"),
        "foreign key");
    notes.add(USE, TABLE, referenced, target, "foreign key");
    columns(referenced, constraint.names("pk_attrs"), target);
  }

  private void created(ObjectName table, Node constraint, String name, String detail) {
    notes.add(CREATE, CONSTRAINT, table.part(name), constraint, lenient, detail);
  }

  private String name(ObjectName table, Node constraint, String columns, String label) {
    String written = constraint.text("conname");
    return written.isEmpty() ? implicit(table, columns, label) : written;
  }

  String implicit(ObjectName table, String columns, String label) {
    return session.implicit().choose(schema(table), table.parts().getLast(), columns, label);
  }

  static String schema(ObjectName table) {
    return table.likelySchema().orElse("");
  }

  /** The one column in a check, which stands in its name then. */
  private static String checked(Node expression) {
    Set<String> columns = new HashSet<>();
    for (Node node : expression.withDescendants()) {
      if (node.is("ColumnRef") && !node.names("fields").isEmpty()) {
        columns.add(node.names("fields").getLast());
      }
    }
    return columns.size() == 1 ? columns.iterator().next() : "";
  }

  void columns(ObjectName table, List<String> names, Node at) {
    for (String name : names) {
      if (!name.isEmpty()) {
        notes.add(USE, COLUMN, table.part(name), at);
      }
    }
  }

  void named(ObjectKind kind, String name, Node at) {
    if (!name.isEmpty()) {
      notes.add(USE, kind, Session.global(name), at);
    }
  }
}
