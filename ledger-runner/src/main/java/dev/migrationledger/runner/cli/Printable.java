package dev.migrationledger.runner.cli;

/**
 * Text that may be shown on a terminal: whatever comes from files, commits, databases or variables
 * may hold control sequences that would move the cursor, recolour or hide what is written.
 */
public final class Printable {

  private Printable() {}

  /** One line: control and bidirectional-override characters become visible escapes. */
  public static String line(String text) {
    return escape(text, false);
  }

  /** Several lines: as {@link #line}, line breaks and tabs stay. */
  public static String block(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean lines) {
    if (text.codePoints().noneMatch(c -> hidden(c, lines))) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (hidden(c, lines)) {
            out.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean hidden(int c, boolean lines) {
    if (c == '\n' || c == '\t') {
      return !lines;
    }
    return Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || Character.getType(c) == Character.SURROGATE;
  }
}
