package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.ALTER;
import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.DROP;
import static dev.migrationledger.sql.facts.Action.READ;
import static dev.migrationledger.sql.facts.Action.USE;
import static dev.migrationledger.sql.facts.Action.WRITE;

import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/** What one statement does, by its kind; kinds not known here are walked as queries are. */
final class StatementFacts {

  private final Session session;
  private final Notes notes;
  private final QueryFacts queries;
  private final TableFacts tables;
  private final DefinitionFacts definitions;

  StatementFacts(Session session, Notes notes, boolean inRoutine) {
    this.session = session;
    this.notes = notes;
    this.queries = new QueryFacts(session, notes, inRoutine);
    this.tables = new TableFacts(session, notes, queries);
    this.definitions = new DefinitionFacts(session, notes, queries, tables);
  }

  void of(Node tree) {
    switch (tree.kind()) {
      case "CreateStmt" -> tables.create(tree, ObjectKind.TABLE);
      case "CreateForeignTableStmt" -> foreignTable(tree);
      case "AlterTableStmt" -> tables.alter(tree);
      case "IndexStmt" -> new IndexFacts(session, notes, queries, tables).index(tree);
      case "CreateSchemaStmt" -> schema(tree);
      case "CreateTableAsStmt" -> tableAs(tree);
      case "SelectStmt" -> select(tree);
      case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt" -> queries.walk(tree);
      case "DropStmt" -> drop(tree);
      case "RenameStmt" -> rename(tree);
      case "AlterObjectSchemaStmt" -> move(tree);
      case "AlterOwnerStmt" -> about(tree, "owner");
      case "CommentStmt" -> about(tree, "comment");
      case "SecLabelStmt" -> about(tree, "label");
      case "AlterObjectDependsStmt" -> about(tree, "depends");
      case "AlterExtensionContentsStmt" -> contents(tree);
      case "GrantStmt" -> grant(tree);
      case "GrantRoleStmt" -> grantRole(tree);
      default -> rows(tree);
    }
  }

  /** Statements about rows, and those that set something for the rest. */
  private void rows(Node tree) {
    switch (tree.kind()) {
      case "TruncateStmt" ->
          tree.nodes("relations")
              .forEach(table ->
                  notes.add(WRITE, ObjectKind.TABLE, session.relation(table), table, "truncate"));
      case "RefreshMatViewStmt" -> {
        Node view = tree.node("relation");
        notes.add(WRITE, ObjectKind.MATERIALIZED_VIEW, session.relation(view), view, "refresh");
      }
      case "CopyStmt" -> copy(tree);
      case "VariableSetStmt" -> {
        SearchPath path = session.path().after(tree, session.initial());
        session.set(path, tree.flag("is_local"));
      }
      case "DiscardStmt" -> {
        if (tree.text("target").equals("DISCARD_ALL")) {
          session.set(session.initial(), false);
        }
      }
      case "TransactionStmt" -> {
        String kind = tree.text("kind");
        if (kind.equals("TRANS_STMT_COMMIT") || kind.equals("TRANS_STMT_ROLLBACK")) {
          session.endTransaction();
        }
      }
      case "LockStmt", "ReindexStmt", "ClusterStmt", "VacuumStmt" -> maintain(tree);
      case "CallStmt" -> {
        Node call = tree.node("funccall");
        notes.add(USE, ObjectKind.PROCEDURE, session.used(call.names("funcname"), false), call);
        call.nodes("args").forEach(queries::walk);
      }
      case "DoStmt" -> {}
      default -> definitions.of(tree);
    }
  }

  private void foreignTable(Node tree) {
    Node base = tree.has("base") ? tree.node("base") : tree.node("base_stmt");
    tables.create(base, ObjectKind.FOREIGN_TABLE);
    notes.add(USE, ObjectKind.FOREIGN_SERVER, Session.global(tree.text("servername")), tree);
  }

  /** What is created inside goes to the new schema. */
  private void schema(Node tree) {
    String name =
        tree.text("schemaname").isEmpty()
            ? tree.node("authrole").text("rolename")
            : tree.text("schemaname");
    notes.add(
        CREATE, ObjectKind.SCHEMA, Session.global(name), tree, tree.flag("if_not_exists"), "");
    queries.walk(tree.node("authrole"));
    Session inside = session.with(session.path().before(name));
    tree.nodes("schemaElts").forEach(new StatementFacts(inside, notes, false)::of);
  }

  private void tableAs(Node tree) {
    Node into = tree.node("into").node("rel");
    ObjectKind kind = ObjectKind.of(tree.text("objtype"));
    notes.add(
        CREATE, kind, session.createdRelation(into), into, tree.flag("if_not_exists"), "query");
    queries.walk(tree.node("query"));
  }

  private void select(Node tree) {
    queries.walk(tree);
    Node into = tree.node("intoClause").node("rel");
    if (!into.fields().isEmpty()) {
      notes.add(CREATE, ObjectKind.TABLE, session.createdRelation(into), into, "query");
    }
    for (Node target : tree.nodes("targetList")) {
      Node call = target.node("val");
      List<Node> arguments = call.nodes("args");
      boolean config =
          call.is("FuncCall")
              && call.names("funcname").getLast().equals("set_config")
              && arguments.size() == 3;
      if (config && SqlNames.constant(arguments.getFirst()).equals("search_path")) {
        boolean local = arguments.get(2).toString().contains("boolval=Flag[value=true]");
        session.set(SearchPath.parsed(SqlNames.constant(arguments.get(1))), local);
      }
    }
  }

  private void drop(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("removeType"));
    String detail = tree.text("behavior").equals("DROP_CASCADE") ? "cascade" : "";
    for (Node object : tree.nodes("objects")) {
      ObjectName name = session.object(kind, object);
      notes.add(DROP, kind, name, object, tree.flag("missing_ok"), detail);
      if (kind.isPart()) {
        notes.add(ALTER, ObjectKind.RELATION, name.owner(), object, tree.flag("missing_ok"), "");
      }
    }
  }

  private void rename(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("renameType"));
    ObjectName old = subject(tree, kind, "renameType");
    boolean lenient = tree.flag("missing_ok");
    notes.add(DROP, kind, old, tree, lenient, "rename");
    notes.add(CREATE, kind, old.renamed(tree.text("newname")), tree, lenient, "rename");
    if (kind.isPart()) {
      notes.add(ALTER, owner(tree.text("renameType")), old.owner(), tree, lenient, "");
    }
  }

  /** What a part belongs to: domains have constraints, and composite types have columns. */
  private static ObjectKind owner(String part) {
    return switch (part) {
      case "OBJECT_DOMCONSTRAINT" -> ObjectKind.DOMAIN;
      case "OBJECT_ATTRIBUTE" -> ObjectKind.TYPE;
      default -> ObjectKind.RELATION;
    };
  }

  private void move(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("objectType"));
    ObjectName old = subject(tree, kind, "objectType");
    String schema = tree.text("newschema");
    boolean lenient = tree.flag("missing_ok");
    notes.add(USE, ObjectKind.SCHEMA, Session.global(schema), tree);
    if (kind.isGlobal()) {
      notes.add(ALTER, kind, old, tree, lenient, "schema");
      return;
    }
    notes.add(DROP, kind, old, tree, lenient, "schema");
    notes.add(CREATE, kind, old.inSchema(schema), tree, lenient, "schema");
  }

  /** What RENAME and SET SCHEMA are about: in one of three fields. */
  private ObjectName subject(Node tree, ObjectKind kind, String type) {
    String part = tree.text("subname");
    if (SqlNames.isRangeVar(tree.node("relation"))) {
      ObjectName relation = session.relation(tree.node("relation"));
      return kind.isPart() ? relation.part(part) : relation;
    }
    Node object = tree.node("object");
    if (object.fields().isEmpty()) {
      return Session.global(part);
    }
    return tree.text(type).equals("OBJECT_DOMCONSTRAINT")
        ? session.object(ObjectKind.DOMAIN, object).part(part)
        : session.object(kind, object);
  }

  private void about(Node tree, String detail) {
    String type = tree.has("objtype") ? tree.text("objtype") : tree.text("objectType");
    ObjectKind kind = ObjectKind.of(type);
    if (!tree.node("object").fields().isEmpty()) {
      notes.add(ALTER, kind, session.object(kind, tree.node("object")), tree, detail);
    }
    queries.walk(tree.node("newowner"));
  }

  private void contents(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("objtype"));
    notes.add(ALTER, ObjectKind.EXTENSION, Session.global(tree.text("extname")), tree, "contents");
    notes.add(USE, kind, session.object(kind, tree.node("object")), tree, "extension");
  }

  private void grant(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("objtype"));
    String detail = tree.flag("is_grant") ? "grant" : "revoke";
    boolean all = tree.text("targtype").equals("ACL_TARGET_ALL_IN_SCHEMA");
    ObjectKind named = kind == ObjectKind.TABLE ? ObjectKind.RELATION : kind;
    ObjectKind target = all ? ObjectKind.SCHEMA : named;
    for (Node object : tree.nodes("objects")) {
      ObjectName name = session.object(target, object);
      notes.add(all ? USE : ALTER, target, name, object, detail);
      for (Node privilege : tree.nodes("privileges")) {
        privilege
            .names("cols")
            .forEach(
                column -> notes.add(ALTER, ObjectKind.COLUMN, name.part(column), object, detail));
      }
    }
    tree.nodes("grantees").forEach(queries::walk);
    queries.walk(tree.node("grantor"));
  }

  private void grantRole(Node tree) {
    String detail = tree.flag("is_grant") ? "grant" : "revoke";
    for (Node role : tree.nodes("granted_roles")) {
      notes.add(USE, ObjectKind.ROLE, Session.global(role.text("priv_name")), role);
    }
    for (Node role : tree.nodes("grantee_roles")) {
      Optional.of(role.text("rolename"))
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> notes.add(ALTER, ObjectKind.ROLE, Session.global(name), role, detail));
    }
  }

  private void copy(Node tree) {
    Node relation = tree.node("relation");
    if (SqlNames.isRangeVar(relation)) {
      ObjectName table = session.relation(relation);
      Action action = tree.flag("is_from") ? WRITE : READ;
      notes.add(action, ObjectKind.RELATION, table, relation, "copy");
      for (String column : tree.names("attlist")) {
        notes.add(action, ObjectKind.COLUMN, table.part(column), relation);
      }
      queries.walkOver(table, tree.node("whereClause"));
    }
    queries.walk(tree.node("query"));
  }

  private void maintain(Node tree) {
    String detail = tree.kind().replace("Stmt", "").toLowerCase(java.util.Locale.ROOT);
    boolean index = tree.text("kind").equals("REINDEX_OBJECT_INDEX");
    ObjectKind kind = index ? ObjectKind.INDEX : ObjectKind.RELATION;
    for (Node node : tree.withDescendants()) {
      if (SqlNames.isRangeVar(node)) {
        notes.add(USE, kind, session.relation(node), node, detail);
        String ordering = tree.text("indexname");
        if (!ordering.isEmpty()) {
          notes.add(USE, ObjectKind.INDEX, session.relation(node).beside(ordering), node, detail);
        }
      }
    }
  }
}
