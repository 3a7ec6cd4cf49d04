package dev.migrationledger.sql;

/** What a byte can begin or continue, as bits (PostgreSQL's {@code scan.l}). */
final class ByteClass {

  static final int BLANK = 1;
  static final int WORD_START = 2;
  static final int WORD_PART = 4;
  static final int DIGIT = 8;
  static final int TAG_PART = 16;

  static final byte[] TABLE = table();

  private ByteClass() {}

  static boolean is(int b, int mask) {
    return b >= 0 && (TABLE[b] & mask) != 0;
  }

  private static byte[] table() {
    byte[] table = new byte[256];
    for (int b = 0; b < table.length; b++) {
      if (b == ' ' || b >= '\t' && b <= '\r') {
        table[b] = BLANK;
      } else if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80) {
        table[b] = WORD_START | WORD_PART | TAG_PART;
      } else if (b >= '0' && b <= '9') {
        table[b] = DIGIT | WORD_PART | TAG_PART;
      } else if (b == '$') {
        table[b] = WORD_PART;
      }
    }
    return table;
  }
}
