package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A grid on paper: headings again on each page, columns as wide as what they hold asks for, a row
 * that does not fit on a page goes on on the next one.
 */
final class PdfTable {

  private static final float PADDING = 3f;
  private static final float WORD = 96f;
  private static final int MOST_LETTERS = 240;

  private final Letters letters;
  private final float[] widths;
  private final List<List<String>> headings;
  private final Grid grid;

  private PdfTable(Grid grid, Letters letters, float[] widths) {
    this.grid = grid;
    this.letters = letters;
    this.widths = widths;
    this.headings = cells(grid.headings());
  }

  static PdfTable of(Grid grid, Letters letters, float width) {
    return new PdfTable(grid, letters, shares(grid, letters, width));
  }

  /**
   * Each column has room for its heading and its words, be they not too long, and shares the rest
   * by the length of its texts.
   */
  private static float[] shares(Grid grid, Letters letters, float width) {
    var columns = grid.headings().size();
    var least = new float[columns];
    var wanted = new double[columns];
    for (var i = 0; i < columns; i++) {
      var column = i;
      least[i] = letters.width(letters.shown(grid.headings().get(i)), Paper.SMALL) + 2 * PADDING;
      for (var row : grid.rows()) {
        least[i] = Math.max(least[i], Math.min(WORD, word(row.get(i), letters)) + 2 * PADDING);
      }
      wanted[i] =
          Math.sqrt(
              grid.rows().stream()
                  .mapToInt(row -> Math.min(MOST_LETTERS, row.get(column).length()))
                  .average()
                  .orElse(0));
    }
    var rest = Math.max(0, width - sum(least));
    var all = Math.max(1, Arrays.stream(wanted).sum());
    var scale = Math.min(1, width / sum(least));
    var widths = new float[columns];
    for (var i = 0; i < columns; i++) {
      widths[i] = least[i] * scale + (float) (rest * wanted[i] / all);
    }
    return widths;
  }

  /** How wide the widest word of a text is; of a long text, of its beginning. */
  private static float word(String text, Letters letters) {
    var start =
        letters.shown(text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) : text);
    var widest = 0f;
    for (var word : start.split(" ", -1)) {
      widest = Math.max(widest, letters.width(word, Paper.SMALL));
    }
    return widest;
  }

  private static float sum(float[] parts) {
    var sum = 0f;
    for (var part : parts) {
      sum += part;
    }
    return sum;
  }

  void draw(Paper paper) {
    heading(paper);
    for (var row : grid.rows()) {
      row(paper, cells(row));
    }
    paper.rule();
    paper.down(Paper.SMALL);
  }

  private void heading(Paper paper) {
    paper.need(height(lines(headings)) + 2 * Paper.height(Paper.SMALL));
    part(paper, headings, 0, lines(headings));
  }

  /** A row is kept together where a page can hold it. */
  private void row(Paper paper, List<List<String>> cells) {
    var all = lines(cells);
    var from = 0;
    while (from < all) {
      var fit = (int) ((paper.left() - 2 * PADDING) / Paper.height(Paper.SMALL));
      if (fit < Math.min(all - from, 12)) {
        paper.need(Float.MAX_VALUE);
        heading(paper);
        continue;
      }
      var to = Math.min(all, from + fit);
      part(paper, cells, from, to);
      from = to;
    }
  }

  private void part(Paper paper, List<List<String>> cells, int from, int to) {
    paper.rule();
    var x = 0f;
    for (var i = 0; i < cells.size(); i++) {
      var lines = cells.get(i);
      for (var line = from; line < Math.min(to, lines.size()); line++) {
        paper.small(lines.get(line), x + PADDING, line - from);
      }
      x += widths[i];
    }
    paper.down(height(to - from));
  }

  private List<List<String>> cells(List<String> row) {
    var cells = new ArrayList<List<String>>();
    for (var i = 0; i < row.size(); i++) {
      cells.add(letters.lines(row.get(i), Paper.SMALL, widths[i] - 2 * PADDING));
    }
    return cells;
  }

  private static int lines(List<List<String>> cells) {
    return cells.stream().mapToInt(List::size).max().orElse(1);
  }

  private static float height(int lines) {
    return lines * Paper.height(Paper.SMALL) + PADDING;
  }
}
