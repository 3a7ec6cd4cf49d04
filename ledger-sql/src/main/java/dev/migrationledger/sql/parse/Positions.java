package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;

/** Counts of bytes, characters and code points, brought from one to the other. */
final class Positions {

  private Positions() {}

  /** The index of the character that starts {@code bytes} bytes of UTF-8 into the text. */
  static int index(String text, int bytes) {
    int index = 0;
    for (int left = bytes; left > 0 && index < text.length(); ) {
      int point = text.codePointAt(index);
      index += Character.charCount(point);
      left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
    return index;
  }

  /** The index of the character at a position in code points, from 1; the text's end behind it. */
  static int atPoint(String text, int position) {
    int points = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.clamp(position - 1, 0, points));
  }

  static int codePoints(String text, int bytes) {
    return text.codePointCount(0, index(text, bytes));
  }

  /** The place of a position in code points, from 1, in a text by itself. */
  static Place place(String text, int position) {
    return new Statement(1, text, new Place(1, 1), 0, StatementKind.ORDINARY).at(position);
  }

  /** The place of {@code inner}, counted from the start of a text that starts at {@code outer}. */
  static Place within(Place outer, Place inner) {
    return inner.line() == 1
        ? new Place(outer.line(), outer.column() + inner.column() - 1)
        : new Place(outer.line() + inner.line() - 1, inner.column());
  }
}
