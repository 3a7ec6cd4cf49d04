package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads the names of a view's columns out of its query. */
final class ViewReader {

  private ViewReader() {}

  /** In their order; a name that the server chooses is empty. None when their number is open. */
  static List<String> columns(Node query, List<String> aliases) {
    Node select = leftmost(query);
    List<String> names = new ArrayList<>();
    for (Node target : select.nodes("targetList")) {
      if (isStar(target.node("val"))) {
        return List.of();
      }
      names.add(name(target));
    }
    for (int i = 0; i < aliases.size() && i < names.size(); i++) {
      names.set(i, aliases.get(i));
    }
    return names;
  }

  private static Node leftmost(Node query) {
    Node select = query;
    while (!select.node("larg").fields().isEmpty()) {
      select = select.node("larg");
    }
    return select;
  }

  private static boolean isStar(Node value) {
    boolean field = value.nodes("fields").stream().anyMatch(node -> node.is("A_Star"));
    boolean part = value.nodes("indirection").stream().anyMatch(node -> node.is("A_Star"));
    return field || part;
  }

  /** Only what is plain: the server has a dozen rules for the rest. */
  private static String name(Node target) {
    String alias = target.text("name");
    Node value = target.node("val");
    if (!alias.isEmpty()) {
      return alias;
    }
    return value.is("ColumnRef") ? value.names("fields").getLast() : "";
  }
}
