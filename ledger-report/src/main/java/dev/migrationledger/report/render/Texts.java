package dev.migrationledger.report.render;

/** Text of anybody's for one line of a page. */
final class Texts {

  private Texts() {}

  /** Line breaks become blanks; what would hide or turn text becomes a visible escape. */
  static String oneLine(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\r' || c == '\t') {
            out.append(' ');
          } else if (isHidden(c)) {
            out.append(String.format("\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
