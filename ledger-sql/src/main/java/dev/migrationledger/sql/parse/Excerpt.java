package dev.migrationledger.sql.parse;

/** One line of a text with a caret below a place in it; long lines are cut around the place. */
final class Excerpt {

  private static final int WIDTH = 100;
  private static final String CUT = "…";

  private Excerpt() {}

  /**
   * The line and the caret's line.
   *
   * @param position code points into the text, from 1
   */
  static String of(String text, int position) {
    int points = text.codePointCount(0, text.length());
    int at = text.offsetByCodePoints(0, Math.clamp(position - 1, 0, points));
    int start = at;
    while (start > 0 && !lineBreak(text.charAt(start - 1))) {
      start--;
    }
    int end = at;
    while (end < text.length() && !lineBreak(text.charAt(end))) {
      end++;
    }
    int before = text.codePointCount(start, at);
    int after = text.codePointCount(at, end);
    String left = "";
    String right = "";
    if (before + after > WIDTH) {
      int keptBefore = Math.min(before, Math.max(WIDTH / 2, WIDTH - after));
      int keptAfter = Math.min(after, WIDTH - keptBefore);
      left = keptBefore < before ? CUT : "";
      right = keptAfter < after ? CUT : "";
      start = text.offsetByCodePoints(at, -keptBefore);
      end = text.offsetByCodePoints(at, keptAfter);
    }
    String lead = left + text.substring(start, at);
    return lead + text.substring(at, end) + right + "\n" + blanks(lead) + "^";
  }

  /** Tabs stay, so that the caret stands where the place is. */
  private static String blanks(String lead) {
    StringBuilder blanks = new StringBuilder();
    lead.codePoints().forEach(point -> blanks.append(point == '\t' ? '\t' : ' '));
    return blanks.toString();
  }

  private static boolean lineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
