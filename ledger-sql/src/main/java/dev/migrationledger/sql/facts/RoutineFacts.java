package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.USE;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions, and what is made of them: aggregates, operators, casts, triggers. */
final class RoutineFacts {

  private final Session session;
  private final Notes notes;
  private final QueryFacts queries;

  RoutineFacts(Session session, Notes notes, QueryFacts queries) {
    this.session = session;
    this.notes = notes;
    this.queries = queries;
  }

  /** CREATE AGGREGATE, OPERATOR, TYPE, COLLATION, TEXT SEARCH …: a list of options. */
  void define(Node tree) {
    ObjectKind kind = ObjectKind.of(tree.text("kind"));
    List<Node> options = tree.nodes("definition");
    ObjectName name = session.created(tree.names("defnames"));
    String signature =
        switch (kind) {
          case AGGREGATE -> aggregate(tree, options);
          case OPERATOR ->
              "(" + option(options, "leftarg") + ", " + option(options, "rightarg") + ")";
          default -> "";
        };
    boolean lenient = tree.flag("if_not_exists") || tree.flag("replace");
    notes.add(CREATE, kind, name.withSignature(signature), tree, lenient, "");
    for (Node option : options) {
      definition(
          option,
          Set.of(
              "function",
              "procedure",
              "sfunc",
              "finalfunc",
              "combinefunc",
              "serialfunc",
              "deserialfunc",
              "msfunc",
              "minvfunc",
              "mfinalfunc",
              "input",
              "output",
              "receive",
              "send",
              "restrict",
              "join"));
    }
    tree.nodes("args").forEach(queries::walk);
  }

  private static String option(List<Node> options, String name) {
    return options.stream()
        .filter(option -> option.text("defname").equals(name))
        .map(option -> SqlNames.type(option.node("arg")))
        .findFirst()
        .orElse("NONE");
  }

  private static String aggregate(Node tree, List<Node> options) {
    List<Node> types = new ArrayList<>();
    for (Node argument : tree.nodes("args")) {
      for (Node parameter : argument.is("List") ? argument.nodes("items") : List.of(argument)) {
        if (parameter.has("argType")) {
          types.add(parameter.node("argType"));
        }
      }
    }
    boolean old = tree.flag("oldstyle") && !option(options, "basetype").equals("NONE");
    return old ? "(" + option(options, "basetype") + ")" : SqlNames.signature(types);
  }

  /** The parser takes every bare word of an option for a type. */
  void definition(Node option, Set<String> functions) {
    Node value = option.node("arg");
    if (functions.contains(option.text("defname"))) {
      List<String> function = value.names(value.is("List") ? "items" : "names");
      if (!function.isEmpty()) {
        notes.add(USE, ObjectKind.FUNCTION, session.used(function, false), option);
      }
    } else if (option.text("defname").endsWith("type")
        || Set.of("leftarg", "rightarg").contains(option.text("defname"))) {
      queries.walk(value);
    }
  }

  void routine(Node tree) {
    boolean procedure = tree.flag("is_procedure");
    List<Node> types = new ArrayList<>();
    for (Node parameter : tree.nodes("parameters")) {
      String mode = parameter.text("mode");
      boolean output = mode.equals("FUNC_PARAM_TABLE") || mode.equals("FUNC_PARAM_OUT");
      if (!output || (procedure && mode.equals("FUNC_PARAM_OUT"))) {
        types.add(parameter.node("argType"));
      }
      queries.walk(parameter);
    }
    ObjectName name =
        session.created(tree.names("funcname")).withSignature(SqlNames.signature(types));
    ObjectKind kind = procedure ? ObjectKind.PROCEDURE : ObjectKind.FUNCTION;
    notes.add(CREATE, kind, name, tree, tree.flag("replace"), "");
    queries.walk(tree.node("returnType"));
    for (Node option : tree.nodes("options")) {
      String language = option.node("arg").text("sval");
      if (option.text("defname").equals("language")
          && !Set.of("sql", "plpgsql", "c", "internal").contains(language)) {
        notes.add(USE, ObjectKind.LANGUAGE, Session.global(language), option);
      }
    }
    new QueryFacts(session, notes, true).walk(tree.node("sql_body"));
  }

  void function(Node tree, String field) {
    notes.add(USE, ObjectKind.FUNCTION, session.used(tree.names(field), false), tree);
  }

  void trigger(Node tree) {
    Node relation = tree.node("relation");
    ObjectName table = session.relation(relation);
    boolean replace = tree.flag("replace");
    notes.add(CREATE, ObjectKind.TRIGGER, table.part(tree.text("trigname")), relation, replace, "");
    notes.add(USE, ObjectKind.RELATION, table, relation, "trigger");
    function(tree, "funcname");
    for (String column : tree.names("columns")) {
      notes.add(USE, ObjectKind.COLUMN, table.part(column), relation);
    }
    Node from = tree.node("constrrel");
    if (SqlNames.isRangeVar(from)) {
      notes.add(USE, ObjectKind.TABLE, session.relation(from), from, "trigger");
    }
    queries.walkRows(table, tree.node("whenClause"));
  }

  void cast(Node tree) {
    List<Node> types = List.of(tree.node("sourcetype"), tree.node("targettype"));
    notes.add(CREATE, ObjectKind.CAST, Session.cast(types), tree);
    types.forEach(queries::walk);
    usedFunction(tree.node("func"));
  }

  private void usedFunction(Node object) {
    if (object.has("objname")) {
      ObjectName name = session.object(ObjectKind.FUNCTION, object);
      notes.add(USE, ObjectKind.FUNCTION, name, object);
      object.nodes("objargs").forEach(queries::walk);
    }
  }

  void operators(Node tree, Action action, ObjectKind kind, String field) {
    List<String> written = tree.names(field);
    ObjectName name = action == CREATE ? session.created(written) : session.used(written, false);
    notes.add(action, kind, name.withSignature(" USING " + tree.text("amname")), tree);
    queries.walk(tree.node("datatype"));
    for (Node item : tree.nodes("items")) {
      if (item.number("itemtype") == 2) {
        usedFunction(item.node("name"));
      }
      queries.walk(item);
    }
  }
}
