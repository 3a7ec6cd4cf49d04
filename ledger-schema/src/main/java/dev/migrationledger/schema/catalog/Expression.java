package dev.migrationledger.schema.catalog;

/**
 * Writes an expression as the server writes it once it has read its own text.
 *
 * <p>{@code status IN ('a', 'b')} on a varchar column is stored as a cast of an array, {@code
 * (ARRAY['a'::character varying, …])::text[]}. Dumped and restored, the same check is stored as an
 * array of casts, {@code ARRAY[('a'::character varying)::text, …]}, since the parser takes a cast
 * of an array literal to its elements (PostgreSQL 18, transformTypeCast). Both mean the same, and
 * both become the second form here.
 */
final class Expression {

  private static final String OPEN = "(ARRAY[";

  private Expression() {}

  static String settled(String text) {
    int open = text.indexOf(OPEN);
    if (open < 0) {
      return text;
    }
    var out = new StringBuilder(text.length() + 32);
    int from = 0;
    while (open >= 0) {
      int close = closing(text, open + OPEN.length());
      var cast = close < 0 ? "" : arrayCast(text, close);
      if (cast.isEmpty()) {
        out.append(text, from, open + 1);
        from = open + 1;
      } else {
        out.append(text, from, open);
        elements(out, text.substring(open + OPEN.length(), close), cast);
        from = close + "])::".length() + cast.length() + "[]".length();
      }
      open = text.indexOf(OPEN, from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static void elements(StringBuilder out, String elements, String cast) {
    out.append("ARRAY[");
    int from = 0;
    while (from <= elements.length()) {
      int comma = separator(elements, from);
      var element = settled(elements.substring(from, comma).strip());
      out.append(from == 0 ? "(" : ", (").append(element).append(")::").append(cast);
      from = comma + 1;
    }
    out.append(']');
  }

  /** The type that an array ending here is cast to, without its brackets; empty when none. */
  private static String arrayCast(String text, int close) {
    if (!text.startsWith("])::", close)) {
      return "";
    }
    int start = close + "])::".length();
    int end = start;
    while (end < text.length() && isOfType(text.charAt(end))) {
      end++;
    }
    return text.startsWith("[]", end) ? text.substring(start, end) : "";
  }

  private static boolean isOfType(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ' ' || c == '"';
  }

  /** The bracket that ends the list which begins here. */
  private static int closing(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfQuoted(text, i);
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        if (depth == 0) {
          return i;
        }
        depth--;
      }
    }
    return -1;
  }

  private static int separator(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfQuoted(text, i);
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Where a literal or a quoted name ends; doubled quotes are two in a row, which is as well. */
  private static int endOfQuoted(String text, int start) {
    int end = text.indexOf(text.charAt(start), start + 1);
    return end < 0 ? text.length() : end;
  }
}
