package dev.migrationledger.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the line comments before the first statement, 1 MiB of them at most. */
final class HeaderComments {

  private static final int MOST_BYTES = 1 << 20;

  private final List<Comment> comments = new ArrayList<>();
  private boolean closed;
  private int kept;

  List<Comment> comments() {
    return List.copyOf(comments);
  }

  void close() {
    closed = true;
  }

  /** Moves the window to the end of the comment's line. */
  void read(ByteWindow window) throws IOException {
    if (closed) {
      window.skipToEither((byte) '\n', (byte) '\r');
      return;
    }
    Place place = window.place();
    window.advance(2);
    long from = window.offset();
    window.hold(MOST_BYTES);
    window.skipToEither((byte) '\n', (byte) '\r');
    long length = window.offset() - from;
    if (window.holds() && kept + length <= MOST_BYTES) {
      kept += (int) length;
      comments.add(new Comment(place, window.text(from, from + length)));
    }
    window.release();
  }
}
