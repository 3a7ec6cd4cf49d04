package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the statements so far have set for those that follow, and how names are read with it. */
final class Session {

  private final SearchPath initial;
  private SearchPath path;
  private List<String> searched;
  private SearchPath afterTransaction;
  private final ImplicitNames implicit;
  private final Set<String> temporary;

  Session() {
    this(SearchPath.DEFAULT);
  }

  Session(SearchPath initial) {
    this(initial, initial, new ImplicitNames(), new HashSet<>());
  }

  private Session(
      SearchPath initial, SearchPath path, ImplicitNames implicit, Set<String> temporary) {
    this.initial = initial;
    this.path = path;
    this.searched = List.copyOf(path.searched());
    this.afterTransaction = path;
    this.implicit = implicit;
    this.temporary = temporary;
  }

  /** The same session with another path, as inside a function that sets its own. */
  Session with(SearchPath other) {
    return new Session(initial, other, implicit, temporary);
  }

  SearchPath path() {
    return path;
  }

  /** What RESET goes back to. */
  SearchPath initial() {
    return initial;
  }

  ImplicitNames implicit() {
    return implicit;
  }

  void set(SearchPath other, boolean local) {
    search(other);
    if (!local) {
      afterTransaction = other;
    }
  }

  void endTransaction() {
    search(afterTransaction);
  }

  /** All names that are looked up share one list. */
  private void search(SearchPath other) {
    path = other;
    searched = List.copyOf(other.searched());
  }

  /** A name that is looked up. */
  ObjectName used(List<String> written, boolean relationOrType) {
    if (written.size() > 1) {
      return qualified(written);
    }
    String name = written.isEmpty() ? "" : written.getFirst();
    if (!relationOrType || !temporary.contains(name)) {
      return new ObjectName("", List.of(name), searched, "");
    }
    List<String> temporaryFirst = new ArrayList<>(searched);
    temporaryFirst.addFirst(SearchPath.TEMPORARY);
    return new ObjectName("", List.of(name), temporaryFirst, "");
  }

  /** A name that is given: it goes to the first schema of the path that exists. */
  ObjectName created(List<String> written) {
    return written.size() > 1
        ? qualified(written)
        : new ObjectName("", written.isEmpty() ? List.of("") : written, path.schemas(), "");
  }

  private static ObjectName qualified(List<String> written) {
    String schema = written.get(written.size() - 2);
    return new ObjectName(schema, List.of(written.getLast()), List.of(schema), "");
  }

  static ObjectName global(String name) {
    return new ObjectName("", List.of(name), List.of(), "");
  }

  ObjectName relation(Node rangeVar) {
    return used(SqlNames.relation(rangeVar), true);
  }

  ObjectName createdRelation(Node rangeVar) {
    List<String> written = SqlNames.relation(rangeVar);
    boolean inTemporary =
        rangeVar.text("relpersistence").equals("t") || written.getFirst().equals("pg_temp");
    if (inTemporary) {
      temporary.add(written.getLast());
      return new ObjectName(
          written.size() > 1 ? SearchPath.TEMPORARY : "",
          List.of(written.getLast()),
          List.of(SearchPath.TEMPORARY),
          "");
    }
    return created(written);
  }

  ObjectName type(Node type) {
    return used(type.names("names"), true);
  }

  /** The object that a DROP, COMMENT, GRANT, RENAME or the like names. */
  ObjectName object(ObjectKind kind, Node object) {
    List<Node> items = object.is("List") ? object.nodes("items") : List.of(object);
    if (kind.isPart()) {
      return part(items);
    }
    return switch (kind) {
      case CAST -> cast(items);
      case TRANSFORM ->
          new ObjectName(
              "",
              List.of(SqlNames.type(items.getFirst()), items.getLast().text("sval")),
              List.of(),
              "");
      case OPERATOR_CLASS, OPERATOR_FAMILY ->
          used(strings(items.subList(Math.min(1, items.size()), items.size())), false)
              .withSignature(" USING " + items.getFirst().text("sval"));
      default ->
          kind.isGlobal() ? global(strings(items).getLast()) : plain(items.getFirst(), items);
    };
  }

  private ObjectName part(List<Node> items) {
    Node first = items.getFirst();
    String last = items.getLast().text("sval");
    if (SqlNames.isType(first)) {
      return type(first).part(last);
    }
    return used(strings(items.subList(0, Math.max(1, items.size() - 1))), true).part(last);
  }

  static ObjectName cast(List<Node> types) {
    return new ObjectName("", types.stream().map(SqlNames::type).toList(), List.of(), "");
  }

  private ObjectName plain(Node first, List<Node> items) {
    if (SqlNames.isType(first)) {
      return type(first);
    }
    if (SqlNames.isRangeVar(first)) {
      return relation(first);
    }
    if (first.has("objname")) {
      return used(first.names("objname"), false).withSignature(arguments(first));
    }
    return used(strings(items), true);
  }

  private static String arguments(Node object) {
    return object.flag("args_unspecified") ? "" : SqlNames.signature(object.nodes("objargs"));
  }

  private static List<String> strings(List<Node> items) {
    return items.isEmpty() ? List.of("") : items.stream().map(item -> item.text("sval")).toList();
  }
}
