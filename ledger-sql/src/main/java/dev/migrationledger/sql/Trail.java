package dev.migrationledger.sql;

/**
 * Walks every byte once behind the lexer: counts lines and columns, and finds what is no UTF-8.
 *
 * <p>Data of COPY is walked without being judged: it may be in another encoding, which the server
 * knows and we do not.
 */
final class Trail {

  private final Problems problems;
  private int at;
  private int line = 1;
  private int column = 1;
  private boolean afterReturn;
  private boolean judging = true;
  private int damage;
  private int lastInvalidLine;
  private int lastNulLine;

  private int wanted;
  private int low;
  private int high;
  private long leadOffset;
  private int leadColumn;
  private byte lead;

  Trail(Problems problems) {
    this.problems = problems;
  }

  int at() {
    return at;
  }

  Place place() {
    return new Place(line, column);
  }

  /** How many bytes so far cannot be part of a statement. */
  int damage() {
    return damage;
  }

  void judge(boolean on) {
    judging = on;
  }

  void skip(int bytes) {
    at += bytes;
  }

  void shift(int by) {
    at -= by;
  }

  /** Walks up to index {@code to}; {@code base} is the offset in the script of index 0. */
  void walk(byte[] bytes, int to, long base) {
    int i = at;
    while (i < to) {
      if (bytes[i] >= ' ' && wanted == 0) {
        int from = i;
        do {
          i++;
        } while (i < to && bytes[i] >= ' ');
        column += i - from;
        afterReturn = false;
      } else {
        step(bytes[i], base + i);
        i++;
      }
    }
    at = Math.max(at, to);
  }

  void finish() {
    if (wanted > 0) {
      truncated();
    }
  }

  private void step(byte b, long offset) {
    if (wanted > 0) {
      int value = b & 0xFF;
      if (value >= low && value <= high) {
        wanted--;
        low = 0x80;
        high = 0xBF;
        return;
      }
      truncated();
    }
    if (b == '\n' || b == '\r') {
      if (b == '\r' || !afterReturn) {
        line++;
        column = 1;
      }
      afterReturn = b == '\r';
      return;
    }
    afterReturn = false;
    if (judging) {
      judge(b, offset);
      column++;
    } else if ((b & 0xC0) != 0x80) {
      column++;
    }
  }

  private void judge(byte b, long offset) {
    if (b == 0) {
      nul(offset);
    } else if (b < 0) {
      leadByte(b, offset);
    }
  }

  /** The well-formed sequences of the Unicode Standard, table 3-7. */
  private void leadByte(byte b, long offset) {
    int value = b & 0xFF;
    lead = b;
    leadOffset = offset;
    leadColumn = column;
    if (value < 0xC2 || value > 0xF4) {
      invalid();
      return;
    }
    wanted = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    low = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
    high = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
  }

  private void truncated() {
    wanted = 0;
    invalid();
  }

  private void invalid() {
    damage++;
    if (line != lastInvalidLine) {
      lastInvalidLine = line;
      problems.add(
          SqlProblemCode.INVALID_UTF8,
          new Place(line, leadColumn),
          "Byte 0x%02X at offset %d (line %d, column %d) is not UTF-8"
              .formatted(lead & 0xFF, leadOffset, line, leadColumn));
    }
  }

  private void nul(long offset) {
    damage++;
    if (line != lastNulLine) {
      lastNulLine = line;
      problems.add(
          SqlProblemCode.NUL_BYTE,
          place(),
          "NUL byte at offset %d (line %d, column %d)".formatted(offset, line, column));
    }
  }
}
