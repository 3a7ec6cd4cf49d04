package dev.migrationledger.sql.facts;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names PostgreSQL gives to what has none, as in {@code t_a_key}.
 *
 * <p>As makeObjectName and ChooseRelationName do: cut to 63 bytes, a number behind one that the
 * script has given already.
 */
final class ImplicitNames {

  private static final int LONGEST = 63;

  private final Set<List<String>> taken = new HashSet<>();

  /** The name is one of this schema's from now on. */
  void take(String schema, String name) {
    taken.add(List.of(schema, name));
  }

  String choose(String schema, String table, String columns, String label) {
    String name = name(table, columns, label);
    for (int i = 1; !taken.add(List.of(schema, name)); i++) {
      name = name(table, columns, label + i);
    }
    return name;
  }

  private static String name(String table, String columns, String label) {
    int room = LONGEST - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
    int first = bytes(table);
    int second = bytes(columns);
    while (first + second > room) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    String tail = columns.isEmpty() ? "" : "_" + cut(columns, second);
    return cut(table, first) + tail + "_" + label;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String cut(String text, int most) {
    String shorter = text;
    while (bytes(shorter) > most) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter;
  }
}
