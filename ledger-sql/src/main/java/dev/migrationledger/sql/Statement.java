package dev.migrationledger.sql;

import java.util.Objects;

/**
 * One SQL statement of a script.
 *
 * @param ordinal its number in the script, from 1; a statement left out because of a problem keeps
 *     its number
 * @param text without the final semicolon and without blanks and comments around it
 * @param start where {@code text} starts in the script
 * @param offset the byte of the script where {@code text} starts, from 0, a byte order mark counted
 * @param kind what it means for the transaction
 */
public record Statement(int ordinal, String text, Place start, long offset, StatementKind kind) {

  public Statement {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(kind, "kind");
    if (ordinal < 1) {
      throw new IllegalArgumentException("Statements are numbered from 1, got " + ordinal);
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("Statement " + ordinal + " has no text");
    }
  }

  /**
   * Where in the script an error position of PostgreSQL lies.
   *
   * @param position code points into {@code text}, from 1; beyond the text means its end
   */
  public Place at(int position) {
    int line = start.line();
    int column = start.column();
    int index = 0;
    for (int left = position - 1; left > 0 && index < text.length(); left--) {
      int codePoint = text.codePointAt(index);
      index += Character.charCount(codePoint);
      boolean returnBeforeFeed =
          codePoint == '\r' && index < text.length() && text.charAt(index) == '\n';
      if ((codePoint == '\n' || codePoint == '\r') && !returnBeforeFeed) {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Place(line, column);
  }
}
