package dev.migrationledger.sql.tree;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The short texts read last, so that the same word is the same object in all trees: names of fields
 * and tables come again and again. Of a fixed size; for one thread.
 */
public final class SharedText {

  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 64;

  private final @Nullable String[] slots = new @Nullable String[SLOTS];

  /** The text of some bytes of UTF-8. */
  String of(byte[] utf8, int from, int length) {
    if (length > LONGEST) {
      return new String(utf8, from, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      if (utf8[i] < 0) {
        return new String(utf8, from, length, StandardCharsets.UTF_8);
      }
      hash = 31 * hash + utf8[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String known = slots[slot];
    if (known == null || !isSame(known, utf8, from, length)) {
      known = new String(utf8, from, length, StandardCharsets.US_ASCII);
      slots[slot] = known;
    }
    return known;
  }

  private static boolean isSame(String known, byte[] ascii, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != ascii[from + i]) {
        return false;
      }
    }
    return true;
  }
}
