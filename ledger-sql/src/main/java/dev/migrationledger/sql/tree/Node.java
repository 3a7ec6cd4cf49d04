package dev.migrationledger.sql.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One node of a parse tree, such as {@code CreateStmt}; reading a field it does not have gives the
 * field's zero.
 *
 * @param kind PostgreSQL's name for it; empty where the field it stands in tells, as with the
 *     {@code relation} of most statements
 * @param fields what it holds, by PostgreSQL's names
 */
public record Node(String kind, Map<String, Tree> fields) implements Tree {

  /** What stands for a node that is not there. */
  public static final Node NONE = new Node("", Map.of());

  public Node {
    Objects.requireNonNull(kind, "kind");
    fields = Map.copyOf(fields);
  }

  public boolean is(String wanted) {
    return kind.equals(wanted);
  }

  public boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The node in the field, or {@link #NONE}. */
  public Node node(String field) {
    return fields.get(field) instanceof Node node ? node : NONE;
  }

  /** The nodes of the list in the field. */
  public List<Node> nodes(String field) {
    List<Node> nodes = new ArrayList<>();
    if (fields.get(field) instanceof Many many) {
      for (Tree item : many.items()) {
        nodes.add(item instanceof Node node ? node : NONE);
      }
    }
    return nodes;
  }

  /** The strings of a list of {@code String} nodes, as names with their schema are. */
  public List<String> names(String field) {
    return nodes(field).stream().map(node -> node.text("sval")).toList();
  }

  public String text(String field) {
    return fields.get(field) instanceof Text text ? text.value() : "";
  }

  public long number(String field) {
    return fields.get(field) instanceof Whole whole ? whole.value() : 0;
  }

  public boolean flag(String field) {
    return fields.get(field) instanceof Flag flag && flag.value();
  }

  /** Bytes of UTF-8 into the statement's text; 0 too when the node tells no location. */
  public int location() {
    return (int) Math.max(0, number("location"));
  }

  /** This node and all below it, each before what it holds; the order of fields is not told. */
  public List<Node> withDescendants() {
    List<Node> all = new ArrayList<>();
    Deque<Tree> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Node node -> {
          all.add(node);
          node.fields.values().forEach(open::push);
        }
        case Many many -> many.items().reversed().forEach(open::push);
        case Text text -> {}
        case Whole whole -> {}
        case Flag flag -> {}
      }
    }
    return all;
  }
}
