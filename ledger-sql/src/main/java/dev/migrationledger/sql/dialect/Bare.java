package dev.migrationledger.sql.dialect;

/** A text with blanks for what stands in quotes and comments; dollar quotes stay, they are code. */
final class Bare {

  private final String text;
  private final StringBuilder bare;

  private Bare(String text) {
    this.text = text;
    this.bare = new StringBuilder(text);
  }

  static String of(String text) {
    return new Bare(text).read();
  }

  private String read() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = blank(i, closing(i, c));
      } else if (text.startsWith("--", i)) {
        i = blank(i, end(text.indexOf('\n', i)));
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = blank(i, end < 0 ? text.length() : end + 2);
      } else {
        i++;
      }
    }
    return bare.toString();
  }

  private int closing(int start, char quote) {
    int end = text.indexOf(quote, start + 1);
    return end < 0 ? text.length() : end + 1;
  }

  private int end(int found) {
    return found < 0 ? text.length() : found;
  }

  /** Line breaks stay: some of what is looked for fills a line. */
  private int blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bare.charAt(i) != '\n') {
        bare.setCharAt(i, ' ');
      }
    }
    return to;
  }
}
