package dev.migrationledger.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script statement by statement, in one pass and in constant memory.
 *
 * <p>Problems do not stop it: a damaged statement is left out, keeps its number, and the reader
 * goes on behind it. Nothing of a script with problems should be run, so read it to the end first.
 */
public final class StatementReader implements Closeable {

  /** Bytes of UTF-8 a statement may have. */
  public static final int LARGEST_STATEMENT = 64 << 20;

  private final Problems problems = new Problems();
  private final Checksums checksums = new Checksums();
  private final Trail trail = new Trail(problems);
  private final HeaderComments header = new HeaderComments();
  private final StatementShape shape = new StatementShape();
  private final ByteWindow window;
  private final StatementLexer lexer;
  private final int largest;
  private int ordinal;
  private boolean ended;
  private @Nullable CopyData copyData;

  private StatementReader(InputStream bytes, int largest) {
    this.window = new ByteWindow(bytes, checksums, trail);
    this.lexer = new StatementLexer(window, shape, problems);
    this.largest = largest;
  }

  /** Reads the script from the stream, which {@link #close} closes. */
  public static StatementReader of(InputStream bytes) {
    return new StatementReader(bytes, LARGEST_STATEMENT);
  }

  static StatementReader of(InputStream bytes, int largest) {
    return new StatementReader(bytes, largest);
  }

  /**
   * The next statement, or null at the end of the script.
   *
   * @throws IOException only from the stream itself, never because of what the script says
   */
  public @Nullable Statement next() throws IOException {
    while (!ended) {
      skipCopyData();
      if (!lexer.toStatement(header)) {
        finish();
        return null;
      }
      header.close();
      Statement statement = read();
      if (statement != null) {
        return statement;
      }
    }
    return null;
  }

  /**
   * The data lines of the COPY statement just read, as they stand in the script and without the
   * line that ends them; what is not read is skipped by {@link #next}.
   *
   * @throws IllegalStateException when the statement just read is no {@code COPY … FROM STDIN}
   */
  public InputStream copyData() {
    if (copyData == null) {
      throw new IllegalStateException(
          "Statement " + ordinal + " is no COPY … FROM STDIN: it has no data lines");
    }
    return copyData;
  }

  /** The first 1,000 problems found so far, by place. */
  public List<SqlProblem> problems() {
    return problems.inOrder();
  }

  /** The line comments before the first statement, as far as read; 1 MiB of text at most. */
  public List<Comment> header() {
    return header.comments();
  }

  /** SHA-256 of the script's bytes, in lower-case hex. */
  public String checksum() {
    requireEnd();
    return checksums.raw();
  }

  /** SHA-256 of the bytes without byte order mark and with CR LF as LF, in lower-case hex. */
  public String normalisedChecksum() {
    requireEnd();
    return checksums.normalised();
  }

  /** The length of the script in bytes. */
  public long bytes() {
    requireEnd();
    return window.offset();
  }

  /** Whether the script starts with a UTF-8 byte order mark. */
  public boolean byteOrderMark() {
    requireEnd();
    return checksums.byteOrderMark();
  }

  /** Whether at least one line ends with CR LF. */
  public boolean carriageReturns() {
    requireEnd();
    return checksums.carriageReturns();
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  private @Nullable Statement read() throws IOException {
    ordinal++;
    Place start = window.place();
    long from = window.offset();
    int damage = trail.damage();
    window.hold(largest);
    boolean sound = lexer.toEnd();
    window.walk();
    if (!window.more()) {
      trail.finish();
    }
    StatementKind kind = shape.kind();
    boolean fits = window.holds() && lexer.end() - from <= largest;
    if (!fits && !lexer.unterminated()) {
      tooLarge(start, lexer.end() - from);
    }
    Statement statement =
        sound && fits && trail.damage() == damage
            ? new Statement(ordinal, window.text(from, lexer.end()), start, from, kind)
            : null;
    window.release();
    if (kind == StatementKind.COPY_FROM_STDIN) {
      openCopyData(start);
    }
    return statement;
  }

  private void tooLarge(Place start, long size) {
    problems.add(
        SqlProblemCode.TOO_LARGE,
        start,
        "Statement %d at line %d, column %d has %,d bytes, more than the %,d a statement may have"
            .formatted(ordinal, start.line(), start.column(), size, largest));
  }

  private void openCopyData(Place copy) throws IOException {
    int b = window.peek(0);
    while (b != '\n' && ByteClass.is(b, ByteClass.BLANK)) {
      window.advance(1);
      b = window.peek(0);
    }
    boolean comment = b == '-' && window.peek(1) == '-';
    if (b != '\n' && b != -1 && !comment) {
      Place place = window.place();
      problems.add(
          SqlProblemCode.SQL_BEFORE_COPY_DATA,
          place,
          "Line %d goes on at column %d after COPY … FROM STDIN;"
              .formatted(place.line(), place.column()));
    }
    if (window.skipTo((byte) '\n')) {
      window.advance(1);
    }
    window.walk();
    trail.judge(false);
    copyData = new CopyData(window, problems, copy);
  }

  private void skipCopyData() throws IOException {
    if (copyData != null) {
      copyData.drain();
      copyData = null;
      window.walk();
      trail.judge(true);
    }
  }

  private void finish() throws IOException {
    ended = true;
    window.walk();
    trail.finish();
  }

  private void requireEnd() {
    if (!ended) {
      throw new IllegalStateException("Known only when next() has returned null");
    }
  }
}
