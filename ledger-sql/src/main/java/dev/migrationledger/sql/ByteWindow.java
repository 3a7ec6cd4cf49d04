package dev.migrationledger.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of the script that is in memory: from what is held, or from the position, to what has
 * been read.
 *
 * <p>Offsets count bytes of the script; indices into the buffer never leave this class.
 */
final class ByteWindow implements Closeable {

  static final int CHUNK = 1 << 16;
  private static final int SMALL = 4 * CHUNK;

  /** Most scripts are shorter than half of it, and then it never grows. */
  private static final int FIRST = 1 << 14;

  private static final int NONE = -1;

  private final InputStream source;
  private final Checksums checksums;
  private final Trail trail;
  private byte[] bytes = new byte[FIRST];
  private int position;
  private int limit;
  private long base;
  private boolean started;
  private boolean ended;
  private int held = NONE;
  private int holdLimit;
  private long marked = NONE;
  private Place markedPlace = new Place(1, 1);

  ByteWindow(InputStream source, Checksums checksums, Trail trail) {
    this.source = source;
    this.checksums = checksums;
    this.trail = trail;
  }

  long offset() {
    return base + position;
  }

  /** Whether there is a byte at the position. */
  boolean more() throws IOException {
    return position < limit || fill();
  }

  /** The byte {@code ahead} of the position, -1 past the end; not negative otherwise. */
  int peek(int ahead) throws IOException {
    return position + ahead < limit || ensure(ahead + 1) ? bytes[position + ahead] & 0xFF : -1;
  }

  /** Tries to have {@code count} bytes from the position on in memory. */
  boolean ensure(int count) throws IOException {
    while (limit - position < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  void advance(int count) {
    position += count;
  }

  boolean skipTo(byte wanted) throws IOException {
    return skipToEither(wanted, wanted);
  }

  /** Moves to the next of the two bytes; false at the end of the script. */
  boolean skipToEither(byte one, byte other) throws IOException {
    do {
      byte[] buffer = bytes;
      int end = limit;
      int i = position;
      while (i < end && buffer[i] != one && buffer[i] != other) {
        i++;
      }
      position = i;
      if (i < end) {
        return true;
      }
    } while (fill());
    return false;
  }

  /** Moves past all bytes of the classes in {@code mask}. */
  void skipWhile(int mask) throws IOException {
    byte[] classes = ByteClass.TABLE;
    do {
      byte[] buffer = bytes;
      int end = limit;
      int i = position;
      while (i < end && (classes[buffer[i] & 0xFF] & mask) != 0) {
        i++;
      }
      position = i;
      if (i < end) {
        return;
      }
    } while (fill());
  }

  /** Keeps everything from the position on, until released or more than {@code most} bytes. */
  void hold(int most) {
    held = position;
    holdLimit = most;
  }

  boolean holds() {
    return held != NONE;
  }

  void release() {
    held = NONE;
  }

  /** ASCII letters in upper case between two offsets close behind the position. */
  String upperCase(long from, long to) {
    char[] letters = new char[(int) (to - from)];
    int index = (int) (from - base);
    for (int i = 0; i < letters.length; i++) {
      int b = bytes[index + i] & 0xFF;
      letters[i] = (char) (b >= 'a' && b <= 'z' ? b - 32 : b);
    }
    return new String(letters);
  }

  /** The text between two offsets, both held. */
  String text(long from, long to) {
    return new String(bytes, (int) (from - base), (int) (to - from), StandardCharsets.UTF_8);
  }

  boolean startsWith(byte[] wanted) throws IOException {
    return ensure(wanted.length)
        && Arrays.equals(bytes, position, position + wanted.length, wanted, 0, wanted.length);
  }

  byte[] copy(int count) {
    return Arrays.copyOfRange(bytes, position, position + count);
  }

  /** Remembers the position as the one {@link #markedPlace} tells. */
  void mark() {
    marked = base + position;
  }

  Place markedPlace() {
    resolveMark();
    return markedPlace;
  }

  /** The place of the position; the trail is walked up to it. */
  Place place() {
    walk();
    return trail.place();
  }

  void walk() {
    trail.walk(bytes, position, base);
  }

  /** Copies data lines up to the end marker's line or a full target; the caller keeps the state. */
  int takeLinePart(byte[] target, int from, int most) throws IOException {
    if (!more()) {
      return 0;
    }
    int end = position + Math.min(most, limit - position);
    int i = position;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    int length = Math.min(i + 1, end) - position;
    System.arraycopy(bytes, position, target, from, length);
    position += length;
    return length;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (bytes.length - limit < Math.min(CHUNK, bytes.length / 2)) {
      makeRoom();
    }
    int before = limit;
    int wanted = started ? 1 : 3;
    while (!ended && limit - before < wanted) {
      int count = source.read(bytes, limit, bytes.length - limit);
      ended = count < 0;
      limit += Math.max(count, 0);
    }
    digest(before);
    return limit > before && (position < limit || fill());
  }

  private void digest(int before) {
    if (started) {
      checksums.update(bytes, before, limit);
    } else {
      started = true;
      int mark = checksums.start(bytes, limit);
      position += mark;
      trail.skip(mark);
    }
    if (ended) {
      checksums.finish();
    }
  }

  private void makeRoom() {
    if (held != NONE && position - held > holdLimit) {
      held = NONE;
    }
    int from = held == NONE ? position : held;
    if (from > trail.at()) {
      if (marked < base + from) {
        resolveMark();
      }
      trail.walk(bytes, from, base);
    }
    int kept = limit - from;
    int size = bytes.length;
    if (size - kept < CHUNK) {
      size = Math.max(size, Math.min(size * 2, Math.max(holdLimit, 0) + SMALL));
      size = Math.max(size, kept + CHUNK);
    } else if (kept < SMALL - CHUNK) {
      size = SMALL;
    }
    byte[] target = size == bytes.length ? bytes : new byte[size];
    System.arraycopy(bytes, from, target, 0, kept);
    bytes = target;
    trail.shift(from);
    base += from;
    position -= from;
    limit = kept;
    held = held == NONE ? NONE : 0;
  }

  private void resolveMark() {
    if (marked != NONE && marked - base >= trail.at()) {
      trail.walk(bytes, (int) (marked - base), base);
      markedPlace = trail.place();
      marked = NONE;
    }
  }
}
