package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.ALTER;
import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.DROP;
import static dev.migrationledger.sql.facts.Action.USE;

import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Set;

/** Definitions of what is neither a table nor an index. */
final class DefinitionFacts {

  private final Session session;
  private final Notes notes;
  private final QueryFacts queries;
  private final TableFacts tables;
  private final RoutineFacts routines;
  private final GlobalFacts globals;

  DefinitionFacts(Session session, Notes notes, QueryFacts queries, TableFacts tables) {
    this.session = session;
    this.notes = notes;
    this.queries = queries;
    this.tables = tables;
    this.routines = new RoutineFacts(session, notes, queries);
    this.globals = new GlobalFacts(notes, queries, routines);
  }

  void of(Node tree) {
    switch (tree.kind()) {
      case "ViewStmt" -> {
        boolean replace = tree.flag("replace");
        Node view = tree.node("view");
        notes.add(CREATE, ObjectKind.VIEW, session.createdRelation(view), view, replace, "");
        queries.walk(tree.node("query"));
      }
      case "CreateSeqStmt" -> sequence(tree, CREATE, tree.flag("if_not_exists"));
      case "AlterSeqStmt" -> sequence(tree, ALTER, tree.flag("missing_ok"));
      case "CreateEnumStmt" -> typed(tree, CREATE, ObjectKind.TYPE, "typeName");
      case "AlterEnumStmt" -> typed(tree, ALTER, ObjectKind.TYPE, "typeName");
      case "AlterTypeStmt" -> typed(tree, ALTER, ObjectKind.TYPE, "typeName");
      case "CreateRangeStmt" -> range(tree);
      case "CompositeTypeStmt" -> composite(tree);
      case "CreateDomainStmt" -> domain(tree);
      case "AlterDomainStmt" -> alterDomain(tree);
      case "DefineStmt" -> routines.define(tree);
      default -> behaviour(tree);
    }
  }

  private void behaviour(Node tree) {
    switch (tree.kind()) {
      case "CreateFunctionStmt" -> routines.routine(tree);
      case "AlterFunctionStmt" -> {
        ObjectKind kind = ObjectKind.of(tree.text("objtype"));
        notes.add(ALTER, kind, session.object(kind, tree.node("func")), tree);
      }
      case "CreateTrigStmt" -> routines.trigger(tree);
      case "CreatePolicyStmt" -> policy(tree, CREATE);
      case "AlterPolicyStmt" -> policy(tree, ALTER);
      case "RuleStmt" -> rule(tree);
      case "CreateStatsStmt" -> statistics(tree);
      case "AlterStatsStmt" -> typed(tree, ALTER, ObjectKind.STATISTICS, "defnames");
      case "CreateCastStmt" -> routines.cast(tree);
      case "CreateOpClassStmt" ->
          routines.operators(tree, CREATE, ObjectKind.OPERATOR_CLASS, "opclassname");
      case "CreateOpFamilyStmt" ->
          routines.operators(tree, CREATE, ObjectKind.OPERATOR_FAMILY, "opfamilyname");
      case "AlterOpFamilyStmt" ->
          routines.operators(tree, ALTER, ObjectKind.OPERATOR_FAMILY, "opfamilyname");
      case "CreateConversionStmt" -> {
        typed(tree, CREATE, ObjectKind.CONVERSION, "conversion_name");
        routines.function(tree, "func_name");
      }
      case "AlterOperatorStmt" -> {
        ObjectName name = session.object(ObjectKind.OPERATOR, tree.node("opername"));
        notes.add(ALTER, ObjectKind.OPERATOR, name, tree);
      }
      case "AlterTSConfigurationStmt" -> textSearch(tree);
      case "AlterTSDictionaryStmt" ->
          typed(tree, ALTER, ObjectKind.TEXT_SEARCH_DICTIONARY, "dictname");
      default -> globals.of(tree);
    }
  }

  private void typed(Node tree, Action action, ObjectKind kind, String field) {
    List<String> written = tree.names(field);
    ObjectName name = action == CREATE ? session.created(written) : session.used(written, true);
    notes.add(action, kind, name, tree);
  }

  private void sequence(Node tree, Action action, boolean lenient) {
    Node relation = tree.node("sequence");
    ObjectName name =
        action == CREATE ? session.createdRelation(relation) : session.relation(relation);
    notes.add(action, ObjectKind.SEQUENCE, name, relation, lenient, "");
    for (Node option : tree.nodes("options")) {
      List<String> owner = option.node("arg").names("items");
      if (option.text("defname").equals("owned_by") && owner.size() > 1) {
        ObjectName table = session.used(owner.subList(0, owner.size() - 1), true);
        notes.add(USE, ObjectKind.COLUMN, table.part(owner.getLast()), option);
      }
      queries.walk(option);
    }
  }

  private void range(Node tree) {
    typed(tree, CREATE, ObjectKind.TYPE, "typeName");
    for (Node option : tree.nodes("params")) {
      routines.definition(option, Set.of("subtype_diff", "canonical"));
    }
  }

  private void composite(Node tree) {
    Node name = tree.node("typevar");
    ObjectName type = session.createdRelation(name);
    notes.add(CREATE, ObjectKind.TYPE, type, name);
    tree.nodes("coldeflist").forEach(column -> tables.column(type, column, false));
  }

  private void domain(Node tree) {
    ObjectName domain = session.created(tree.names("domainname"));
    notes.add(CREATE, ObjectKind.DOMAIN, domain, tree);
    queries.walk(tree.node("typeName"));
    queries.walk(tree.node("collClause"));
    tree.nodes("constraints").forEach(constraint -> check(domain, constraint));
  }

  private void check(ObjectName domain, Node constraint) {
    if (constraint.text("contype").equals("CONSTR_CHECK")) {
      String written = constraint.text("conname");
      String schema = domain.likelySchema().orElse("");
      String name =
          written.isEmpty()
              ? session.implicit().choose(schema, domain.parts().getLast(), "", "check")
              : written;
      notes.add(CREATE, ObjectKind.CONSTRAINT, domain.part(name), constraint, "check");
    }
    queries.walk(constraint.node("raw_expr"));
  }

  private void alterDomain(Node tree) {
    ObjectName domain = session.used(tree.names("typeName"), true);
    notes.add(ALTER, ObjectKind.DOMAIN, domain, tree);
    String constraint = tree.text("name");
    switch (tree.text("subtype")) {
      case "X", "AD_DropConstraint" ->
          notes.add(
              DROP,
              ObjectKind.CONSTRAINT,
              domain.part(constraint),
              tree,
              tree.flag("missing_ok"),
              "");
      case "C", "AD_AddConstraint" -> check(domain, tree.node("def"));
      case "V", "AD_ValidateConstraint" ->
          notes.add(ALTER, ObjectKind.CONSTRAINT, domain.part(constraint), tree, "validate");
      default -> queries.walk(tree.node("def"));
    }
  }

  private void policy(Node tree, Action action) {
    Node relation = tree.node("table");
    ObjectName table = session.relation(relation);
    notes.add(action, ObjectKind.POLICY, table.part(tree.text("policy_name")), relation);
    notes.add(USE, ObjectKind.TABLE, table, relation, "policy");
    tree.nodes("roles").forEach(queries::walk);
    queries.walkOver(table, tree.node("qual"));
    queries.walkOver(table, tree.node("with_check"));
  }

  private void rule(Node tree) {
    Node relation = tree.node("relation");
    ObjectName table = session.relation(relation);
    boolean replace = tree.flag("replace");
    notes.add(CREATE, ObjectKind.RULE, table.part(tree.text("rulename")), relation, replace, "");
    notes.add(USE, ObjectKind.RELATION, table, relation, "rule");
    queries.walkRows(table, tree.node("whereClause"));
    tree.nodes("actions").forEach(action -> queries.walkRows(table, action));
  }

  private void statistics(Node tree) {
    if (!tree.names("defnames").isEmpty()) {
      ObjectName name = session.created(tree.names("defnames"));
      notes.add(CREATE, ObjectKind.STATISTICS, name, tree, tree.flag("if_not_exists"), "");
    }
    for (Node relation : tree.nodes("relations")) {
      ObjectName table = session.relation(relation);
      notes.add(USE, ObjectKind.TABLE, table, relation, "statistics");
      for (Node expression : tree.nodes("exprs")) {
        if (!expression.text("name").isEmpty()) {
          notes.add(USE, ObjectKind.COLUMN, table.part(expression.text("name")), relation);
        }
        queries.walkOver(table, expression);
      }
    }
  }

  private void textSearch(Node tree) {
    typed(tree, ALTER, ObjectKind.TEXT_SEARCH_CONFIGURATION, "cfgname");
    for (Node dictionary : tree.nodes("dicts")) {
      ObjectName name = session.used(dictionary.names("items"), false);
      notes.add(USE, ObjectKind.TEXT_SEARCH_DICTIONARY, name, tree);
    }
  }
}
