package dev.migrationledger.runner.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What {@link CatalogQuestion} gave, by the numbers it gave out. */
final class CatalogAnswer {

  /** One row: its name, and the rest of its values. */
  record Row(String name, List<String> values) {

    boolean is(int value) {
      return values.get(value).equals("true");
    }

    String text(int value) {
      return values.get(value);
    }
  }

  private final Map<String, NavigableMap<String, Row>> rows = new HashMap<>();

  /** Reads rows of number, sort, name and five values. */
  CatalogAnswer(List<List<String>> answer) {
    for (var row : answer) {
      rows.computeIfAbsent(key(row.get(0), row.get(1)), any -> new TreeMap<>())
          .put(row.get(2), new Row(row.get(2), row.subList(3, row.size())));
    }
  }

  private static String key(String number, String sort) {
    return number + " " + sort;
  }

  /** Whether the object is there. */
  boolean has(int number) {
    return !all(number, "object").isEmpty();
  }

  /** All parts of one sort that a relation has, by name. */
  NavigableMap<String, Row> all(int number, String sort) {
    return rows.getOrDefault(key(Integer.toString(number), sort), new TreeMap<>());
  }

  /** One part of a relation. */
  Optional<Row> part(int number, String sort, String name) {
    return Optional.ofNullable(all(number, sort).get(name));
  }

  /** The schema that a relation was found in, empty for others. */
  String schema(int number) {
    var found = all(number, "object");
    return found.isEmpty() ? "" : found.firstEntry().getValue().text(0);
  }

  /** {@code pg_class.relkind} of a relation, empty for others. */
  String relationKind(int number) {
    return all(number, "object").isEmpty() ? "" : all(number, "object").firstKey();
  }
}
