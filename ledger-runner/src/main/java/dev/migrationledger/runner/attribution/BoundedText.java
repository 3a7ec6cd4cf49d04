package dev.migrationledger.runner.attribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Foreign text and times kept as data, within bounds; never interpreted. */
final class BoundedText {

  private static final int NAME_CHARS = 256;
  private static final int MESSAGE_BYTES = 4_096;
  private static final int MARK_BYTES = 3;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private BoundedText() {}

  static String name(@Nullable String text) {
    String name = text == null ? "" : storable(text);
    if (name.length() <= NAME_CHARS) {
      return name;
    }
    int end = NAME_CHARS - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** At most 4,096 bytes of UTF-8, the mark of a cut included. */
  static String message(@Nullable String text) {
    String message = text == null ? "" : storable(text.stripTrailing());
    int bytes = 0;
    int keep = 0;
    for (int at = 0; at < message.length(); ) {
      int point = message.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      at += Character.charCount(point);
      if (bytes <= MESSAGE_BYTES - MARK_BYTES) {
        keep = at;
      }
      if (bytes > MESSAGE_BYTES) {
        return message.substring(0, keep) + "…";
      }
    }
    return message;
  }

  /** A time that fits four digits of year. */
  static Instant time(@Nullable Instant time) {
    if (time == null || time.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return time.isAfter(LATEST) ? LATEST : time;
  }

  /** PostgreSQL stores no NUL. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
