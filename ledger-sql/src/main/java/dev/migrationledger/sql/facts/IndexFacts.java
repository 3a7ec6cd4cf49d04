package dev.migrationledger.sql.facts;

import static dev.migrationledger.sql.facts.Action.CREATE;
import static dev.migrationledger.sql.facts.Action.USE;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** CREATE INDEX. */
final class IndexFacts {

  private final Session session;
  private final Notes notes;
  private final QueryFacts queries;
  private final TableFacts tables;

  IndexFacts(Session session, Notes notes, QueryFacts queries, TableFacts tables) {
    this.session = session;
    this.notes = notes;
    this.queries = queries;
    this.tables = tables;
  }

  void index(Node index) {
    Node relation = index.node("relation");
    ObjectName table = session.relation(relation);
    List<Node> elements = new ArrayList<>(index.nodes("indexParams"));
    elements.addAll(index.nodes("indexIncludingParams"));
    String written = index.text("idxname");
    String name =
        written.isEmpty() ? tables.implicit(table, indexColumns(elements), "idx") : written;
    session.implicit().take(TableFacts.schema(table), name);
    boolean lenient = index.flag("if_not_exists");
    String detail = index.flag("concurrent") ? "concurrently" : "";
    ObjectName created = table.schema().isEmpty() ? placed(table, name) : table.beside(name);
    notes.add(CREATE, ObjectKind.INDEX, created, relation, lenient, detail);
    notes.add(USE, ObjectKind.RELATION, table, relation, "index");
    for (Node element : elements) {
      tables.columns(table, List.of(element.text("name")), element);
      tables.operatorClass(element);
      queries.walkOver(table, element);
    }
    queries.walkOver(table, index.node("whereClause"));
    tables.named(ObjectKind.TABLESPACE, index.text("tableSpace"), relation);
  }

  /** An index goes where its table is. */
  private ObjectName placed(ObjectName table, String name) {
    boolean temporary = table.searched().contains(SearchPath.TEMPORARY);
    return temporary ? table.beside(name) : session.created(List.of(name));
  }

  private static String indexColumns(List<Node> elements) {
    return String.join("_", elements.stream().map(IndexFacts::indexColumn).toList());
  }

  static String indexColumn(Node element) {
    if (!element.text("name").isEmpty()) {
      return element.text("name");
    }
    Node expression = element.node("expr");
    return switch (expression.kind()) {
      case "FuncCall" -> expression.names("funcname").getLast();
      case "CoalesceExpr" -> "coalesce";
      case "CaseExpr" -> "case";
      default -> "expr";
    };
  }
}
