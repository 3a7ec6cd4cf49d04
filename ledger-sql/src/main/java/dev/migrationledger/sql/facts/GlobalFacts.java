package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.ALTER;
import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.DROP;
import static dev.migrationledger.sql.facts.Action.USE;

import dev.migrationledger.sql.tree.Node;
import java.util.List;

/** What stands in no schema: extensions, roles, publications, servers and the like. */
final class GlobalFacts {

  private final Notes notes;
  private final QueryFacts queries;
  private final RoutineFacts routines;

  GlobalFacts(Notes notes, QueryFacts queries, RoutineFacts routines) {
    this.notes = notes;
    this.queries = queries;
    this.routines = routines;
  }

  /** What stands in no schema: one table tells kind and field by node. */
  void of(Node tree) {
    switch (tree.kind()) {
      case "DropRoleStmt" -> {
        for (Node role : tree.nodes("roles")) {
          ObjectName name = Session.global(role.text("rolename"));
          notes.add(DROP, ObjectKind.ROLE, name, role, tree.flag("missing_ok"), "");
        }
      }
      case "ImportForeignSchemaStmt" -> {
        named(tree, USE, ObjectKind.FOREIGN_SERVER, "server_name");
        named(tree, USE, ObjectKind.SCHEMA, "local_schema");
        notes.add(CREATE, ObjectKind.OPAQUE, Session.global(""), tree, "import");
      }
      default -> {
        database(tree);
        schemas(tree);
        queries.walk(tree);
      }
    }
  }

  private void database(Node tree) {
    switch (tree.kind()) {
      case "CreateExtensionStmt" -> named(tree, CREATE, ObjectKind.EXTENSION, "extname");
      case "AlterExtensionStmt" -> named(tree, ALTER, ObjectKind.EXTENSION, "extname");
      case "CreateRoleStmt" -> named(tree, CREATE, ObjectKind.ROLE, "role");
      case "AlterRoleStmt", "AlterRoleSetStmt" -> {
        String role = tree.node("role").text("rolename");
        if (!role.isEmpty()) {
          notes.add(ALTER, ObjectKind.ROLE, Session.global(role), tree);
        }
      }
      case "CreatedbStmt" -> named(tree, CREATE, ObjectKind.DATABASE, "dbname");
      case "DropdbStmt" -> named(tree, DROP, ObjectKind.DATABASE, "dbname");
      case "AlterDatabaseStmt", "AlterDatabaseSetStmt" ->
          named(tree, ALTER, ObjectKind.DATABASE, "dbname");
      case "CreateTableSpaceStmt" -> named(tree, CREATE, ObjectKind.TABLESPACE, "tablespacename");
      case "DropTableSpaceStmt" -> named(tree, DROP, ObjectKind.TABLESPACE, "tablespacename");
      default -> replication(tree);
    }
  }

  private void replication(Node tree) {
    switch (tree.kind()) {
      case "CreatePublicationStmt" -> named(tree, CREATE, ObjectKind.PUBLICATION, "pubname");
      case "AlterPublicationStmt" -> named(tree, ALTER, ObjectKind.PUBLICATION, "pubname");
      case "CreateSubscriptionStmt" -> named(tree, CREATE, ObjectKind.SUBSCRIPTION, "subname");
      case "AlterSubscriptionStmt" -> named(tree, ALTER, ObjectKind.SUBSCRIPTION, "subname");
      case "DropSubscriptionStmt" -> named(tree, DROP, ObjectKind.SUBSCRIPTION, "subname");
      case "CreateFdwStmt" -> named(tree, CREATE, ObjectKind.FOREIGN_DATA_WRAPPER, "fdwname");
      case "AlterFdwStmt" -> named(tree, ALTER, ObjectKind.FOREIGN_DATA_WRAPPER, "fdwname");
      case "CreateForeignServerStmt" -> {
        named(tree, CREATE, ObjectKind.FOREIGN_SERVER, "servername");
        named(tree, USE, ObjectKind.FOREIGN_DATA_WRAPPER, "fdwname");
      }
      case "AlterForeignServerStmt" -> named(tree, ALTER, ObjectKind.FOREIGN_SERVER, "servername");
      case "CreateUserMappingStmt" -> mapping(tree, CREATE);
      case "AlterUserMappingStmt" -> mapping(tree, ALTER);
      case "DropUserMappingStmt" -> mapping(tree, DROP);
      case "CreateEventTrigStmt" -> {
        named(tree, CREATE, ObjectKind.EVENT_TRIGGER, "trigname");
        routines.function(tree, "funcname");
      }
      case "AlterEventTrigStmt" -> named(tree, ALTER, ObjectKind.EVENT_TRIGGER, "trigname");
      case "CreatePLangStmt" -> named(tree, CREATE, ObjectKind.LANGUAGE, "plname");
      case "CreateAmStmt" -> {
        named(tree, CREATE, ObjectKind.ACCESS_METHOD, "amname");
        routines.function(tree, "handler_name");
      }
      case "CreateTransformStmt" -> {
        String type = SqlNames.type(tree.node("type_name"));
        ObjectName name = new ObjectName("", List.of(type, tree.text("lang")), List.of(), "");
        notes.add(CREATE, ObjectKind.TRANSFORM, name, tree, tree.flag("replace"), "");
      }
      default -> {}
    }
  }

  private void named(Node tree, Action action, ObjectKind kind, String field) {
    boolean lenient = tree.flag("if_not_exists") || tree.flag("missing_ok") || tree.flag("replace");
    notes.add(action, kind, Session.global(tree.text(field)), tree, lenient, "");
  }

  /** The schema of an extension or a publication. */
  private void schemas(Node tree) {
    for (Node node : tree.withDescendants()) {
      String schema =
          node.is("DefElem") && node.text("defname").equals("schema")
              ? node.node("arg").text("sval")
              : node.text("pubobjtype").equals("PUBLICATIONOBJ_TABLES_IN_SCHEMA")
                  ? node.text("name")
                  : "";
      if (!schema.isEmpty()) {
        notes.add(USE, ObjectKind.SCHEMA, Session.global(schema), node);
      }
      if (node.is("DefElem") && node.text("defname").equals("schemas")) {
        for (String name : node.node("arg").names("items")) {
          notes.add(USE, ObjectKind.SCHEMA, Session.global(name), node);
        }
      }
    }
  }

  private void mapping(Node tree, Action action) {
    String user = tree.node("user").text("rolename");
    ObjectName name =
        new ObjectName(
            "", List.of(tree.text("servername"), user.isEmpty() ? "public" : user), List.of(), "");
    notes.add(action, ObjectKind.USER_MAPPING, name, tree);
    named(tree, USE, ObjectKind.FOREIGN_SERVER, "servername");
  }
}
