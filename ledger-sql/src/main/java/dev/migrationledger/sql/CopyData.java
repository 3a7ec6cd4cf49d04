package dev.migrationledger.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The data lines of one {@code COPY … FROM STDIN}, up to the line {@code \.} that ends them. */
final class CopyData extends InputStream {

  private final ByteWindow window;
  private final Problems problems;
  private final Place copy;
  private boolean atLineStart = true;
  private boolean ended;

  CopyData(ByteWindow window, Problems problems, Place copy) {
    this.window = window;
    this.problems = problems;
    this.copy = copy;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    int done = 0;
    while (done < length && !ended) {
      if (atLineStart && marker()) {
        ended = true;
        break;
      }
      int count = window.takeLinePart(target, from + done, length - done);
      done += count;
      if (count == 0) {
        ended = true;
        notEnded();
      } else {
        atLineStart = target[from + done - 1] == '\n';
      }
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /** Skips what was not read. */
  void drain() throws IOException {
    byte[] rest = new byte[ByteWindow.CHUNK];
    while (!ended) {
      read(rest, 0, rest.length);
    }
  }

  private boolean marker() throws IOException {
    if (window.peek(0) != '\\' || window.peek(1) != '.') {
      return false;
    }
    int length = window.peek(2) == '\r' ? 3 : 2;
    int last = window.peek(length);
    if (last != '\n' && last != -1) {
      return false;
    }
    window.advance(last == '\n' ? length + 1 : length);
    return true;
  }

  private void notEnded() {
    problems.add(
        SqlProblemCode.COPY_NOT_ENDED,
        copy,
        "The data of COPY at line %d, column %d has no line \\. at its end"
            .formatted(copy.line(), copy.column()));
  }
}
