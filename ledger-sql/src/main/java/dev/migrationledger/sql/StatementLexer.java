package dev.migrationledger.sql;

import java.io.IOException;

/**
 * Finds where a statement ends: moves a {@link ByteWindow} token by token and tells a {@link
 * StatementShape} what it sees.
 */
final class StatementLexer {

  /** PostgreSQL sets no limit to a dollar quote's tag; no real one comes near this. */
  private static final int LONGEST_TAG = 4096;

  private static final int NO_ESCAPES = 0;
  private static final int ESCAPES = 1;
  private static final int ESCAPES_GO_ON = 2;

  private final ByteWindow window;
  private final StatementShape shape;
  private final Problems problems;
  private final MetaCommands metaCommands;
  private final CommentListener comments;
  private int literal;
  private long end;
  private boolean unterminated;

  /** Is told of the comments inside statements. */
  interface CommentListener {
    void comment(long from, long to);
  }

  StatementLexer(ByteWindow window, StatementShape shape, Problems problems) {
    this(window, shape, problems, (from, to) -> {});
  }

  StatementLexer(
      ByteWindow window, StatementShape shape, Problems problems, CommentListener comments) {
    this.comments = comments;
    this.window = window;
    this.shape = shape;
    this.problems = problems;
    this.metaCommands = new MetaCommands(window, problems);
  }

  /** The offset behind the last token of the statement. */
  long end() {
    return end;
  }

  /** Whether the script ended inside quoted text or a comment. */
  boolean unterminated() {
    return unterminated;
  }

  /** Moves past blanks, block comments, empty statements and psql lines between statements. */
  boolean toStatement(HeaderComments header) throws IOException {
    while (window.more() && !unterminated) {
      int b = window.peek(0);
      if (ByteClass.is(b, ByteClass.BLANK)) {
        window.skipWhile(ByteClass.BLANK);
      } else if (b == ';') {
        window.advance(1);
      } else if (b == '-' && window.peek(1) == '-') {
        header.read(window);
      } else if (b == '/' && window.peek(1) == '*') {
        blockComment();
      } else if (b == '\\') {
        metaCommands.betweenStatements();
      } else {
        return true;
      }
    }
    return false;
  }

  /** Moves behind the semicolon of the statement that starts here; false when damaged. */
  boolean toEnd() throws IOException {
    shape.reset();
    literal = NO_ESCAPES;
    boolean sound = true;
    while (window.more()) {
      int b = window.peek(0);
      if (b == ';' && !shape.open()) {
        window.advance(1);
        return sound;
      }
      if (b == '\\') {
        sound = false;
        if (metaCommands.insideStatement()) {
          return false;
        }
      } else if (!blank(b)) {
        token(b);
        end = window.offset();
      }
    }
    return sound && !unterminated;
  }

  private boolean blank(int b) throws IOException {
    if (ByteClass.is(b, ByteClass.BLANK)) {
      blanks(b);
      return true;
    }
    long from = window.offset();
    if (b == '-' && window.peek(1) == '-') {
      window.skipToEither((byte) '\n', (byte) '\r');
    } else if (b == '/' && window.peek(1) == '*') {
      literal = NO_ESCAPES;
      blockComment();
    } else {
      return false;
    }
    comments.comment(from, window.offset());
    return true;
  }

  /** A literal goes on after a line break, with the escapes of its first part. */
  private void blanks(int b) throws IOException {
    if (literal == NO_ESCAPES) {
      window.skipWhile(ByteClass.BLANK);
      return;
    }
    window.advance(1);
    if (b == '\n' || b == '\r') {
      literal = ESCAPES_GO_ON;
    }
  }

  private void token(int b) throws IOException {
    boolean escapes = literal == ESCAPES_GO_ON;
    literal = NO_ESCAPES;
    switch (b) {
      case '\'' -> literal(escapes);
      case '"' -> {
        shape.token("\"");
        quoted('"', "Quoted identifier");
      }
      case '$' -> dollar();
      case '(', ')' -> {
        window.advance(1);
        shape.parenthesis(b == '(');
      }
      default -> wordOrSymbol(b);
    }
  }

  private void wordOrSymbol(int b) throws IOException {
    if (ByteClass.is(b, ByteClass.WORD_START)) {
      word(b);
    } else if (ByteClass.is(b, ByteClass.DIGIT)) {
      number(b);
    } else {
      window.advance(1);
      if (shape.listening()) {
        shape.token(String.valueOf((char) b));
      }
    }
  }

  private void number(int b) throws IOException {
    long from = window.offset();
    window.skipWhile(ByteClass.DIGIT);
    boolean zero = b == '0' && window.offset() - from == 1;
    shape.token(zero ? "0" : "1");
  }

  private void word(int b) throws IOException {
    if ((b == 'e' || b == 'E') && window.peek(1) == '\'') {
      window.advance(1);
      literal(true);
      return;
    }
    window.ensure(StatementShape.LONGEST_WORD + 1);
    long from = window.offset();
    window.skipWhile(ByteClass.WORD_PART);
    if (shape.listening()) {
      long to = window.offset();
      shape.token(to - from > StatementShape.LONGEST_WORD ? "" : window.upperCase(from, to));
    }
  }

  private void literal(boolean escapes) throws IOException {
    shape.token("'");
    if (!escapes) {
      quoted('\'', "Quoted text");
      return;
    }
    window.mark();
    window.advance(1);
    while (window.skipToEither((byte) '\'', (byte) '\\')) {
      boolean pair = window.peek(0) == '\\' || window.peek(1) == '\'';
      if (!pair) {
        window.advance(1);
        literal = ESCAPES;
        return;
      }
      if (!window.ensure(2)) {
        window.advance(1);
      } else {
        window.advance(2);
      }
    }
    neverClosed("Quoted text");
  }

  private void quoted(char quote, String what) throws IOException {
    window.mark();
    window.advance(1);
    while (window.skipTo((byte) quote)) {
      if (window.peek(1) != quote) {
        window.advance(1);
        return;
      }
      window.advance(2);
    }
    neverClosed(what);
  }

  private void dollar() throws IOException {
    int length = tagLength();
    if (length == 0) {
      window.advance(1);
      shape.token("$");
      return;
    }
    byte[] tag = window.copy(length);
    shape.token("'");
    window.mark();
    window.advance(length);
    while (window.skipTo((byte) '$')) {
      if (window.startsWith(tag)) {
        window.advance(length);
        return;
      }
      window.advance(1);
    }
    neverClosed("Dollar-quoted text");
  }

  /** Bytes of the tag with both dollars, 0 when no dollar quote starts here ($1 is a parameter). */
  private int tagLength() throws IOException {
    int next = 1;
    int b = window.peek(next);
    if (ByteClass.is(b, ByteClass.WORD_START)) {
      while (next < LONGEST_TAG && ByteClass.is(b, ByteClass.TAG_PART)) {
        next++;
        b = window.peek(next);
      }
    }
    return b == '$' ? next + 1 : 0;
  }

  private void blockComment() throws IOException {
    window.mark();
    window.advance(2);
    int depth = 1;
    while (window.skipToEither((byte) '*', (byte) '/')) {
      int first = window.peek(0);
      int second = window.peek(1);
      if (first == '*' && second == '/') {
        depth--;
        window.advance(2);
        if (depth == 0) {
          return;
        }
      } else if (first == '/' && second == '*') {
        depth++;
        window.advance(2);
      } else {
        window.advance(1);
      }
    }
    neverClosed("Block comment");
  }

  private void neverClosed(String what) {
    unterminated = true;
    Place place = window.markedPlace();
    problems.add(
        SqlProblemCode.UNTERMINATED,
        place,
        "%s opened at line %d, column %d is never closed"
            .formatted(what, place.line(), place.column()));
  }
}
