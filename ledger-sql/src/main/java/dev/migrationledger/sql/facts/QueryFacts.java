package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.READ;
import static dev.migrationledger.sql.facts.Action.USE;
import static dev.migrationledger.sql.facts.Action.WRITE;
import static dev.migrationledger.sql.facts.ObjectKind.COLUMN;
import static dev.migrationledger.sql.facts.ObjectKind.FUNCTION;
import static dev.migrationledger.sql.facts.ObjectKind.RELATION;
import static dev.migrationledger.sql.facts.ObjectKind.TABLE;

import dev.migrationledger.sql.tree.Node;
import dev.migrationledger.sql.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Walks queries and expressions for the tables, columns, functions and types in them. */
final class QueryFacts {

  private static final Set<String> SEQUENCE_FUNCTIONS =
      Set.of("nextval", "currval", "setval", "pg_get_serial_sequence");

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private record Part(Tree tree, Scope scope) {}

  private final Session session;
  private final Notes notes;
  private final boolean inRoutine;
  private final Deque<Part> open = new ArrayDeque<>();

  QueryFacts(Session session, Notes notes, boolean inRoutine) {
    this.session = session;
    this.notes = notes;
    this.inRoutine = inRoutine;
  }

  /** A query, or anything else that has tables of its own. */
  void walk(Tree tree) {
    run(tree, Scope.outermost(inRoutine));
  }

  /** An expression over the columns of one table, as in an index or a constraint. */
  void walkOver(ObjectName table, Tree tree) {
    Scope scope = Scope.outermost(false);
    scope.put(table.parts().getLast(), table);
    run(tree, scope);
  }

  /** The same where NEW and OLD are the table's rows, as in a trigger or a rule. */
  void walkRows(ObjectName table, Tree tree) {
    Scope scope = Scope.outermost(false);
    scope.put("old", table);
    scope.put("new", table);
    run(tree, scope);
  }

  private void run(Tree tree, Scope scope) {
    open.push(new Part(tree, scope));
    while (!open.isEmpty()) {
      Part part = open.pop();
      switch (part.tree()) {
        case Node node -> visit(node, part.scope());
        case Tree.Many many ->
            many.items().forEach(item -> open.push(new Part(item, part.scope())));
        case Tree.Text text -> {}
        case Tree.Whole whole -> {}
        case Tree.Flag flag -> {}
      }
    }
  }

  private void visit(Node node, Scope scope) {
    if (SqlNames.isRangeVar(node)) {
      read(node, scope);
    } else if (SqlNames.isType(node)) {
      type(node);
      below(node, scope, Set.of("names"));
    } else if (node.has("roletype")) {
      role(node);
    } else {
      switch (node.kind()) {
        case "SelectStmt" -> select(node, scope);
        case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt" -> write(node, scope);
        case "ColumnRef" -> column(node, scope);
        case "FuncCall" -> call(node, scope);
        case "TypeCast" -> cast(node, scope);
        case "CollateClause" -> collation(node, scope);
        case "A_Expr" -> operator(node, scope);
        default -> below(node, scope, Set.of());
      }
    }
  }

  private void below(Node node, Scope scope, Set<String> without) {
    node.fields()
        .forEach((field, value) -> {
          if (!without.contains(field)) {
            open.push(new Part(value, scope));
          }
        });
  }

  private void select(Node select, Scope outer) {
    Scope known = with(select, outer);
    Scope scope = known.inner();
    for (Node from : select.nodes("fromClause")) {
      source(from, scope);
      boolean apart = from.is("RangeSubselect") && !from.flag("lateral");
      open.push(new Part(from, apart ? known : scope));
    }
    for (String arm : List.of("larg", "rarg")) {
      if (select.has(arm)) {
        open.push(new Part(new Node("SelectStmt", select.node(arm).fields()), scope));
      }
    }
    Scope naming =
        scope.naming(select.nodes("targetList").stream().map(item -> item.text("name")).toList());
    for (String list : List.of("sortClause", "groupClause")) {
      select.nodes(list).forEach(item -> open.push(new Part(item, naming)));
    }
    below(
        select,
        scope,
        Set.of(
            "larg",
            "rarg",
            "fromClause",
            "intoClause",
            "withClause",
            "sortClause",
            "groupClause",
            "lockingClause"));
  }

  /** A query of WITH sees those before it; with RECURSIVE all, itself too. */
  private Scope with(Node query, Scope outer) {
    Scope scope = outer;
    boolean recursive = query.node("withClause").flag("recursive");
    List<Node> ctes = query.node("withClause").nodes("ctes");
    if (recursive) {
      scope = scope.with(ctes.stream().map(cte -> cte.text("ctename")).toList());
    }
    for (Node cte : ctes) {
      open.push(new Part(cte, scope));
      scope = recursive ? scope : scope.with(List.of(cte.text("ctename")));
    }
    return scope;
  }

  /** What an item of FROM is called, and what it stands for. */
  private void source(Node item, Scope scope) {
    Deque<Node> sources = new ArrayDeque<>(List.of(item));
    while (!sources.isEmpty()) {
      Node source = sources.pop();
      String alias = source.node("alias").text("aliasname");
      if (SqlNames.isRangeVar(source)) {
        String name = source.text("relname");
        boolean cte = source.text("schemaname").isEmpty() && scope.isQuery(name);
        boolean renamed = !source.node("alias").nodes("colnames").isEmpty();
        scope.put(
            alias.isEmpty() ? name : alias,
            cte || renamed ? Scope.NO_TABLE : session.relation(source));
      } else if (source.is("JoinExpr")) {
        sources.push(source.node("larg"));
        sources.push(source.node("rarg"));
      } else if (source.is("RangeTableSample")) {
        sources.push(source.node("relation"));
      } else {
        scope.put(alias.isEmpty() ? " " + source.location() : alias, Scope.NO_TABLE);
      }
    }
  }

  private void write(Node statement, Scope outer) {
    Scope known = with(statement, outer);
    Scope scope = known.inner();
    Node target = statement.node("relation");
    ObjectName table = session.relation(target);
    String verb = statement.kind().replace("Stmt", "").toLowerCase(java.util.Locale.ROOT);
    notes.add(WRITE, RELATION, table, target, verb);
    source(target, scope);
    for (String list : List.of("fromClause", "usingClause")) {
      statement.nodes(list).forEach(from -> source(from, scope));
    }
    if (statement.has("sourceRelation")) {
      source(statement.node("sourceRelation"), scope);
    }
    targets(statement, statement.is("InsertStmt") ? "cols" : "targetList", table);
    targets(statement.node("onConflictClause"), "targetList", table);
    for (Node action : statement.nodes("mergeWhenClauses")) {
      targets(action, "targetList", table);
    }
    for (Node inferred : statement.node("onConflictClause").node("infer").nodes("indexElems")) {
      if (!inferred.text("name").isEmpty()) {
        notes.add(READ, COLUMN, table.part(inferred.text("name")), target);
      }
    }
    open.push(new Part(statement.node("selectStmt"), known));
    below(statement, scope, Set.of("relation", "withClause", "selectStmt"));
  }

  private void targets(Node statement, String list, ObjectName table) {
    for (Node target : statement.nodes(list)) {
      String name = target.text("name");
      if (target.is("ResTarget") && !name.isEmpty()) {
        notes.add(WRITE, COLUMN, table.part(name), target);
      }
    }
  }

  private void read(Node rangeVar, Scope scope) {
    boolean bare = rangeVar.text("schemaname").isEmpty();
    if (!bare || !scope.isQuery(rangeVar.text("relname"))) {
      notes.add(READ, RELATION, session.relation(rangeVar), rangeVar);
    }
  }

  private void column(Node reference, Scope scope) {
    List<String> names = new ArrayList<>(reference.names("fields"));
    if (names.contains("")) {
      return;
    }
    String column = names.removeLast();
    boolean nameless = SYSTEM_COLUMNS.contains(column);
    if (names.isEmpty()) {
      nameless |= scope.isAlias(column) || !scope.table(column).equals(Scope.NO_TABLE);
    }
    ObjectName table =
        switch (names.size()) {
          case 0 -> scope.only();
          case 1 -> scope.table(names.getFirst());
          default -> session.used(names, true);
        };
    if (!nameless && !table.equals(Scope.NO_TABLE)) {
      notes.add(READ, COLUMN, table.part(column), reference);
    }
  }

  private void call(Node call, Scope scope) {
    List<String> name = call.names("funcname");
    if (!name.getFirst().equals(SearchPath.CATALOG)) {
      notes.add(USE, FUNCTION, session.used(name, false), call);
    }
    List<Node> arguments = call.nodes("args");
    boolean ofCatalog = name.size() == 1 || name.getFirst().equals(SearchPath.CATALOG);
    if (ofCatalog && SEQUENCE_FUNCTIONS.contains(name.getLast()) && !arguments.isEmpty()) {
      List<String> written = SqlNames.parts(SqlNames.constant(arguments.getFirst()));
      if (!written.isEmpty()) {
        ObjectKind kind =
            name.getLast().equals("pg_get_serial_sequence") ? TABLE : ObjectKind.SEQUENCE;
        notes.add(USE, kind, session.used(written, true), arguments.getFirst());
      }
    }
    below(call, scope, Set.of("funcname"));
  }

  private void cast(Node cast, Scope scope) {
    List<String> type = cast.node("typeName").names("names");
    List<String> written = SqlNames.parts(SqlNames.constant(cast.node("arg")));
    if (!type.isEmpty() && type.getLast().equals("regclass") && !written.isEmpty()) {
      notes.add(USE, RELATION, session.used(written, true), cast);
    }
    below(cast, scope, Set.of());
  }

  private void collation(Node clause, Scope scope) {
    notes.add(USE, ObjectKind.COLLATION, session.used(clause.names("collname"), false), clause);
    below(clause, scope, Set.of("collname"));
  }

  /** Only an operator with its schema: the others are the server's own almost always. */
  private void operator(Node expression, Scope scope) {
    List<String> name = expression.names("name");
    if (name.size() > 1 && !name.getFirst().equals(SearchPath.CATALOG)) {
      notes.add(USE, ObjectKind.OPERATOR, session.used(name, false), expression);
    }
    below(expression, scope, Set.of("name"));
  }

  /** A type that is not the server's own; with {@code %TYPE} a column. */
  void type(Node type) {
    List<String> names = type.names("names");
    if (type.flag("pct_type") && names.size() > 1) {
      ObjectName table = session.used(names.subList(0, names.size() - 1), true);
      notes.add(USE, COLUMN, table.part(names.getLast()), type);
    } else if (!names.isEmpty() && !SqlNames.isBuiltIn(names)) {
      notes.add(USE, ObjectKind.TYPE, session.used(names, true), type);
    }
  }

  private void role(Node role) {
    if (!role.text("rolename").isEmpty()) {
      notes.add(USE, ObjectKind.ROLE, Session.global(role.text("rolename")), role);
    }
  }
}
