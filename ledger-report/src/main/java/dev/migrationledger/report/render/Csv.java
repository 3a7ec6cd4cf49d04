package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * Rows as RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front
 * (OWASP, CSV injection); what would steer a terminal or turn the direction of other text is
 * written as an escape, {@code \x1b} for instance.
 */
public final class Csv {

  private static final String STARTS_FORMULA = "=+-@\t\r\n|\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** The grid, headings first, lines ending in CR LF. */
  public static String of(Grid grid) {
    var out = new StringBuilder();
    try (var printer = CSVFormat.RFC4180.print(out)) {
      printer.printRecord(grid.headings());
      for (var row : grid.rows()) {
        printer.printRecord(cells(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    return out.toString();
  }

  /** One row, without a line's end. */
  public static String row(List<String> cells) {
    return CSVFormat.RFC4180.format(cells(cells).toArray());
  }

  private static List<String> cells(List<String> row) {
    return row.stream().map(Csv::cell).toList();
  }

  private static String cell(String raw) {
    var text = printable(raw);
    var inside = text.stripLeading();
    var first = inside.isEmpty() ? text : inside;
    var risky =
        !first.isEmpty()
            && (STARTS_FORMULA.indexOf(first.charAt(0)) >= 0
                || STARTS_FORMULA.indexOf(text.charAt(0)) >= 0);
    return risky ? "'" + text : text;
  }

  private static String printable(String text) {
    if (text.codePoints().noneMatch(Csv::steers)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (steers(c)) {
            out.append((c < 0x100 ? "\\x%02x" : "\\u%04x").formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean steers(int c) {
    boolean blank = c == '\n' || c == '\r' || c == '\t';
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return turns || (Character.isISOControl(c) && !blank);
  }
}
