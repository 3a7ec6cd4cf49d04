package dev.migrationledger.schema.object;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes what a snapshot holds as RFC 8785 asks for: no blanks, names sorted by UTF-16, the
 * shortest escapes. There are no numbers.
 */
public final class CanonicalJson {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private CanonicalJson() {}

  /** Attributes as one JSON object. */
  public static String attributes(SortedMap<String, Value> attributes) {
    var out = new StringBuilder(64 * attributes.size());
    attributes(out, attributes);
    return out.toString();
  }

  /** Texts as one JSON array. */
  public static String array(List<String> items) {
    var out = new StringBuilder();
    strings(out, items);
    return out.toString();
  }

  private static void attributes(StringBuilder out, SortedMap<String, Value> attributes) {
    out.append('{');
    var comma = "";
    for (Map.Entry<String, Value> each : attributes.entrySet()) {
      out.append(comma);
      string(out, each.getKey());
      out.append(':');
      switch (each.getValue()) {
        case Value.Text(var text) -> string(out, text);
        case Value.Texts(var items) -> strings(out, items);
        case Value.Holds() -> out.append("true");
      }
      comma = ",";
    }
    out.append('}');
  }

  /** One object with its key. */
  public static void object(StringBuilder out, CatalogObject object) {
    out.append("{\"attributes\":");
    attributes(out, object.attributes());
    ObjectKey key = object.key();
    field(out, ",\"kind\":", key.kind().name());
    field(out, ",\"name\":", key.name());
    field(out, ",\"parent\":", key.parent());
    field(out, ",\"schema\":", key.schema());
    field(out, ",\"signature\":", key.signature());
    out.append('}');
  }

  /** A key as a line that no other key has. */
  public static void key(StringBuilder out, ObjectKey key) {
    out.append(key.kind().name()).append(' ');
    strings(out, List.of(key.schema(), key.parent(), key.name(), key.signature()));
    out.append(' ');
  }

  private static void field(StringBuilder out, String label, String value) {
    if (!value.isEmpty()) {
      out.append(label);
      string(out, value);
    }
  }

  private static void strings(StringBuilder out, List<String> items) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      string(out, items.get(i));
    }
    out.append(']');
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
