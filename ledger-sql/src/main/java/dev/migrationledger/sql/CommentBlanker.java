package dev.migrationledger.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Turns the comments of a statement into as many blanks, so that every offset stays as it was. */
public final class CommentBlanker {

  private final byte[] text;
  private final byte[] blanked;
  private int from;
  private int to;

  private CommentBlanker(byte[] text) {
    this.text = text;
    this.blanked = text.clone();
  }

  /**
   * A copy without comments; line breaks in them stay.
   *
   * <p>A block comment between two literals stays too: it keeps PostgreSQL from taking them for
   * one, which two literals on two lines are otherwise (PostgreSQL 18 docs, 4.1.2.1).
   *
   * @param statement in UTF-8, without the final semicolon
   */
  public static byte[] blank(byte[] statement) {
    CommentBlanker blanker = new CommentBlanker(statement);
    Problems problems = new Problems();
    try (ByteWindow window =
        new ByteWindow(new ByteArrayInputStream(statement), new Checksums(), new Trail(problems))) {
      StatementLexer lexer =
          new StatementLexer(window, new StatementShape(), problems, blanker::remember);
      lexer.toEnd();
      if (!lexer.unterminated()) {
        blanker.blankLast();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blanker.blanked;
  }

  /**
   * One comment late: the last one may turn out to be never closed, which PostgreSQL has to see.
   */
  private void remember(long start, long end) {
    blankLast();
    from = (int) start;
    to = (int) end;
  }

  private void blankLast() {
    if (from == to) {
      return;
    }
    if (text[from] == '/'
        && neighbour(blanked, from, -1) == '\''
        && neighbour(text, to - 1, 1) == '\'') {
      return;
    }
    for (int i = from; i < to; i++) {
      if (text[i] != '\n' && text[i] != '\r') {
        blanked[i] = ' ';
      }
    }
  }

  /** The next byte that is no blank, 0 if there is none. */
  private static int neighbour(byte[] bytes, int from, int step) {
    int i = from + step;
    while (i >= 0 && i < bytes.length && ByteClass.is(bytes[i] & 0xFF, ByteClass.BLANK)) {
      i += step;
    }
    return i >= 0 && i < bytes.length ? bytes[i] : 0;
  }

  /** Whether there is anything to blank, told without reading closely. */
  public static boolean mayHaveComments(byte[] statement) {
    for (int i = 1; i < statement.length; i++) {
      boolean opens = statement[i] == '-' && statement[i - 1] == '-';
      if (opens || (statement[i] == '*' && statement[i - 1] == '/')) {
        return true;
      }
    }
    return false;
  }
}
