package dev.migrationledger.runner.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as its widest cell. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; cells are made printable. */
  public void row(String... cells) {
    var row = new ArrayList<String>();
    for (var cell : cells) {
      row.add(Printable.line(cell));
    }
    rows.add(row);
  }

  /** Whether it holds nothing but its headings. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines, headings first. */
  public List<String> lines() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (var i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - width(row.get(i)) + 2);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
