package dev.migrationledger.sql.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads libpg_query's JSON, and no other: it is well-formed, and an object with a single field in
 * upper case is a node of that kind.
 *
 * <p>As deep as the tree is, so deep are its calls: read deep trees on a thread with a big stack.
 */
public final class JsonReader {

  private final byte[] json;
  private final SharedText texts;
  private int position;

  private JsonReader(byte[] json, SharedText texts) {
    this.json = json;
    this.texts = texts;
  }

  /** The node of the outermost object. */
  public static Node read(byte[] utf8) {
    return read(utf8, new SharedText());
  }

  /**
   * The node of the outermost object.
   *
   * @param texts what was read before, so that the same names are there once
   */
  public static Node read(byte[] utf8, SharedText texts) {
    return new JsonReader(utf8, texts).value() instanceof Node node ? node : Node.NONE;
  }

  private Tree value() {
    skipBlanks();
    return switch (json[position]) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> new Tree.Text(string());
      case 't' -> word(4, new Tree.Flag(true));
      case 'f' -> word(5, new Tree.Flag(false));
      case 'n' -> word(4, Node.NONE);
      default -> number();
    };
  }

  private Node object() {
    position++;
    Map<String, Tree> fields = new HashMap<>();
    while (more('}')) {
      String name = string();
      skipBlanks();
      position++;
      fields.put(name, value());
    }
    if (fields.size() == 1) {
      Map.Entry<String, Tree> only = fields.entrySet().iterator().next();
      boolean kind = Character.isUpperCase(only.getKey().charAt(0));
      if (kind && only.getValue() instanceof Node node) {
        return new Node(only.getKey(), node.fields());
      }
    }
    return fields.isEmpty() ? Node.NONE : new Node("", fields);
  }

  private Tree list() {
    position++;
    List<Tree> items = new ArrayList<>();
    while (more(']')) {
      items.add(value());
    }
    return new Tree.Many(items);
  }

  /** Moves to the next item, past a comma; false when the object or list ends here. */
  private boolean more(char end) {
    skipBlanks();
    if (json[position] == ',') {
      position++;
      skipBlanks();
    }
    if (json[position] == end) {
      position++;
      return false;
    }
    return true;
  }

  private Tree word(int length, Tree meaning) {
    position += length;
    return meaning;
  }

  private Tree number() {
    int from = position;
    while (position < json.length && "+-.eE0123456789".indexOf(json[position]) >= 0) {
      position++;
    }
    String digits = new String(json, from, position - from, StandardCharsets.US_ASCII);
    if (digits.isEmpty()) {
      throw new IllegalStateException("No JSON value at byte " + from);
    }
    boolean whole = digits.chars().noneMatch(c -> ".eE".indexOf(c) >= 0);
    return whole ? new Tree.Whole(Long.parseLong(digits)) : new Tree.Text(digits);
  }

  private String string() {
    int from = ++position;
    while (json[position] != '"' && json[position] != '\\') {
      position++;
    }
    String text = texts.of(json, from, position - from);
    if (json[position++] == '"') {
      return text;
    }
    StringBuilder whole = new StringBuilder(text);
    position--;
    while (json[position] != '"') {
      part(whole);
    }
    position++;
    return whole.toString();
  }

  /** An escape, or all up to the next one. */
  private void part(StringBuilder whole) {
    int from = position;
    if (json[position] != '\\') {
      while (json[position] != '"' && json[position] != '\\') {
        position++;
      }
      whole.append(new String(json, from, position - from, StandardCharsets.UTF_8));
      return;
    }
    position += 2;
    switch (json[from + 1]) {
      case 'n' -> whole.append('\n');
      case 't' -> whole.append('\t');
      case 'r' -> whole.append('\r');
      case 'b' -> whole.append('\b');
      case 'f' -> whole.append('\f');
      case 'u' -> {
        String hex = new String(json, position, 4, StandardCharsets.US_ASCII);
        whole.append((char) Integer.parseInt(hex, 16));
        position += 4;
      }
      default -> whole.append((char) json[from + 1]);
    }
  }

  private void skipBlanks() {
    while (json[position] <= ' ' && json[position] >= 0) {
      position++;
    }
  }
}
