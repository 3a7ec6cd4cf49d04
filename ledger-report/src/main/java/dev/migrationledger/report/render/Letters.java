package dev.migrationledger.report.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of a PDF: Liberation Sans, which the library brings (Latin, Greek, Cyrillic). What
 * it has no letter for, and what is written from right to left, is shown as its number, so that
 * nothing is left out and nothing is turned round.
 */
final class Letters implements AutoCloseable {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float UNITS = 1000f;

  private final TrueTypeFont glyphs;
  private final CmapLookup numbers;
  private final PDFont font;
  private final Map<Integer, Float> widths = new HashMap<>();

  private Letters(TrueTypeFont glyphs, PDFont font) throws IOException {
    this.glyphs = glyphs;
    this.numbers = glyphs.getUnicodeCmapLookup();
    this.font = font;
  }

  /** The font, of which the document will hold those letters that are used. */
  static Letters embeddedIn(PDDocument pdf) throws IOException {
    try (var in = PDFont.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IllegalStateException("the PDF library lacks its font " + FONT);
      }
      var glyphs = new TTFParser().parse(new RandomAccessReadBuffer(in));
      return new Letters(glyphs, PDType0Font.load(pdf, glyphs, true));
    }
  }

  PDFont font() {
    return font;
  }

  /** A text as it can be shown on one line. */
  String shown(String text) {
    var out = new StringBuilder();
    Texts.oneLine(text)
        .codePoints()
        .forEach(c -> {
          if (isShown(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format("\\u%04x", c));
          }
        });
    return out.toString();
  }

  private boolean isShown(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          false;
      default -> numbers.getGlyphId(c) != 0;
    };
  }

  /** How wide a shown text is, in points. */
  float width(String shown, float size) {
    var units = 0f;
    for (var i = 0; i < shown.length(); i += Character.charCount(shown.codePointAt(i))) {
      units += widths.computeIfAbsent(shown.codePointAt(i), this::measured);
    }
    return units * size / UNITS;
  }

  private float measured(int letter) {
    try {
      return font.getStringWidth(Character.toString(letter));
    } catch (IOException e) {
      throw new UncheckedIOException("a font in memory cannot fail", e);
    }
  }

  /**
   * A text in lines of at most a width. Lines break at blanks; a word that is wider than a line is
   * broken where the line ends.
   */
  List<String> lines(String text, float size, float width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : shown(text).split(" ", -1)) {
      var gap = line.isEmpty() ? "" : " ";
      if (width(line + gap + word, size) <= width) {
        line.append(gap).append(word);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(rest(word, size, width, lines));
    }
    lines.add(line.toString());
    return lines;
  }

  /** Adds the full lines of a long word, and gives what is left of it: at least one letter. */
  private String rest(String word, float size, float width, List<String> lines) {
    var start = 0;
    var wide = 0f;
    for (var i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      var letter = width(Character.toString(word.codePointAt(i)), size);
      if (wide + letter > width && i > start) {
        lines.add(word.substring(start, i));
        start = i;
        wide = 0;
      }
      wide += letter;
    }
    return word.substring(start);
  }

  @Override
  public void close() throws IOException {
    glyphs.close();
  }
}
