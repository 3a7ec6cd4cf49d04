package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The schemas that unqualified names are looked up in, as {@code search_path} names them. */
record SearchPath(List<String> schemas) {

  static final String CATALOG = "pg_catalog";
  static final String TEMPORARY = "pg_temp";
  private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^,\"]+");
  static final SearchPath DEFAULT = new SearchPath(List.of("$user", "public"));

  SearchPath {
    schemas = List.copyOf(schemas);
  }

  /** What the server looks into: its catalog first, unless the path says where. */
  List<String> searched() {
    if (schemas.contains(CATALOG)) {
      return schemas;
    }
    List<String> all = new ArrayList<>(schemas);
    all.addFirst(CATALOG);
    return all;
  }

  SearchPath before(String schema) {
    List<String> all = new ArrayList<>(schemas);
    all.addFirst(schema);
    return new SearchPath(all);
  }

  /**
   * What a SET or RESET makes of the path.
   *
   * @param initial what the session starts with
   */
  SearchPath after(Node set, SearchPath initial) {
    boolean ofPath = set.text("name").equals("search_path");
    return switch (set.text("kind")) {
      case "VAR_SET_VALUE" -> ofPath ? new SearchPath(values(set)) : this;
      case "VAR_SET_DEFAULT", "VAR_RESET" -> ofPath ? initial : this;
      case "VAR_RESET_ALL" -> initial;
      default -> this;
    };
  }

  /** What {@code set_config} takes and {@code SHOW} tells: names with commas between them. */
  static SearchPath parsed(String list) {
    return new SearchPath(
        NAME.matcher(list)
            .results()
            .map(MatchResult::group)
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(SqlNames::identifier)
            .toList());
  }

  private static List<String> values(Node set) {
    return set.nodes("args").stream()
        .map(SqlNames::constant)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
