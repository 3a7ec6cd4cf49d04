package dev.migrationledger.report.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Pages that are written from top to bottom; a new one begins where the last is full. */
final class Paper implements AutoCloseable {

  /** The size of text in tables, in points. */
  static final float SMALL = 7f;

  private static final float MARGIN = 36f;
  private static final float LEADING = 1.35f;
  private static final float TITLE = 16f;
  private static final float HEADING = 12f;
  private static final float TEXT = 9f;
  private static final PDRectangle ACROSS =
      new PDRectangle(
          /* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth());

  private final PDDocument pdf;
  private final Letters letters;
  private PDPageContentStream page;
  private float y;

  Paper(PDDocument pdf, Letters letters) {
    this.pdf = pdf;
    this.letters = letters;
    this.page = blank();
  }

  /** How wide a line may be, in points. */
  float width() {
    return ACROSS.getWidth() - 2 * MARGIN;
  }

  /** How high what is left of the page is, in points. */
  float left() {
    return y - MARGIN;
  }

  /** How high a line is, in points. */
  static float height(float size) {
    return size * LEADING;
  }

  void title(String text) {
    text(text, TITLE);
  }

  /** A heading; never the last thing on a page. */
  void heading(String text) {
    need(height(HEADING) * 4);
    y -= HEADING;
    text(text, HEADING);
  }

  void paragraph(String text) {
    text(text, TEXT);
    y -= TEXT / 3;
  }

  private void text(String text, float size) {
    for (var line : letters.lines(text, size, width())) {
      need(height(size));
      y -= height(size);
      write(line, MARGIN, y, size);
    }
  }

  /** Begins a new page where less than this height is left. */
  void need(float height) {
    if (left() < height) {
      close();
      page = blank();
    }
  }

  /** One line of small text, at a distance from the left margin, below the pen. */
  void small(String shown, float x, int line) {
    write(shown, MARGIN + x, y - (line + 1) * height(SMALL), SMALL);
  }

  /** A rule across, below the pen. */
  void rule() {
    try {
      page.setLineWidth(0.4f);
      page.moveTo(MARGIN, y);
      page.lineTo(MARGIN + width(), y);
      page.stroke();
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** Moves the pen down. */
  void down(float height) {
    y -= height;
  }

  /** Writes title and number at the foot of every page; the last thing that is written. */
  void number(String title) {
    close();
    var pages = pdf.getNumberOfPages();
    for (var i = 0; i < pages; i++) {
      var words = "%s · page %d of %d".formatted(title, i + 1, pages);
      page = open(pdf.getPage(i));
      write(letters.lines(words, SMALL, width()).getLast(), MARGIN, MARGIN / 2, SMALL);
      close();
    }
  }

  private void write(String shown, float x, float base, float size) {
    try {
      page.beginText();
      page.setFont(letters.font(), size);
      page.newLineAtOffset(x, base);
      page.showText(shown);
      page.endText();
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  private PDPageContentStream blank() {
    var blank = new PDPage(ACROSS);
    pdf.addPage(blank);
    y = ACROSS.getHeight() - MARGIN;
    return open(blank);
  }

  private PDPageContentStream open(PDPage sheet) {
    try {
      return new PDPageContentStream(pdf, sheet, AppendMode.APPEND, true);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** Ends the page; a second time does nothing. */
  @Override
  public void close() {
    try {
      page.close();
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  private static UncheckedIOException cannot(IOException e) {
    return new UncheckedIOException("a PDF in memory cannot fail", e);
  }
}
