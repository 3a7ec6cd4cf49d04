package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The texts of objects where an earlier name and the present one are written alike: whether two
 * definitions say the same but for names that have changed. Names inside literals count, since the
 * server writes some there; comments are as somebody wrote them.
 */
final class Wording {

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|\\s+|.", Pattern.DOTALL);

  /** Lists that the server's answer has sorted by name: a new name has a new place. */
  private static final Set<String> SORTED = Set.of("tables", "schemas");

  private final Map<String, String> replacements;

  private Wording(Map<String, String> replacements) {
    this.replacements = replacements;
  }

  static Wording none() {
    return new Wording(Map.of());
  }

  /** This one, and a name that is another by now. */
  Wording and(String from, String to) {
    if (from.equals(to)) {
      return this;
    }
    var more = new HashMap<>(replacements);
    var same = "\u0001" + replacements.size();
    for (String name : List.of(from, to)) {
      more.put(name, same);
      more.put(Identifiers.quoted(name), same);
    }
    return new Wording(more);
  }

  boolean isEmpty() {
    return replacements.isEmpty();
  }

  /** Attributes, written so that two which say the same are equal. */
  SortedMap<String, Value> of(CatalogObject object) {
    var attributes = new TreeMap<String, Value>();
    object.attributes().forEach((name, value) -> attributes.put(name, of(name, value)));
    return attributes;
  }

  private Value of(String name, Value value) {
    if (name.equals("comment")) {
      return value;
    }
    return switch (value) {
      case Value.Text(var text) -> new Value.Text(of(text));
      case Value.Texts(var items) -> {
        var texts = items.stream().map(this::of);
        yield new Value.Texts((SORTED.contains(name) ? texts.sorted() : texts).toList());
      }
      case Value.Holds() -> value;
    };
  }

  /** The text without what only names make different, blanks and {@code x AS x}. */
  String of(String text) {
    if (replacements.containsKey(text)) {
      return replacements.get(text);
    }
    List<String> tokens = new ArrayList<>();
    var matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      var token = matcher.group();
      if (!token.isBlank()) {
        tokens.add(replacements.getOrDefault(token, token));
        dropEmptyAlias(tokens);
      }
    }
    return String.join(" ", tokens);
  }

  private static void dropEmptyAlias(List<String> tokens) {
    int size = tokens.size();
    if (size >= 3
        && tokens.get(size - 2).equals("AS")
        && tokens.get(size - 1).equals(tokens.get(size - 3))) {
      tokens.subList(size - 2, size).clear();
    }
  }
}
