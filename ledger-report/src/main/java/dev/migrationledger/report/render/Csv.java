package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * Grids as RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front
 * (OWASP, CSV injection).
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

  private static List<String> cells(List<String> row) {
    return row.stream().map(Csv::cell).toList();
  }

  private static String cell(String text) {
    var inside = text.stripLeading();
    var first = inside.isEmpty() ? text : inside;
    var risky =
        !first.isEmpty()
            && (STARTS_FORMULA.indexOf(first.charAt(0)) >= 0
                || STARTS_FORMULA.indexOf(text.charAt(0)) >= 0);
    return risky ? "'" + text : text;
  }
}
