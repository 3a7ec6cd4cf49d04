package dev.migrationledger.api.page.migration;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A unified diff as rows of two texts beside each other.
 *
 * @param rows in order; empty when there is no diff
 */
record SideBySide(List<Row> rows) {

  private static final Pattern HUNK =
      Pattern.compile("^@@ -(\\d{1,9})(?:,\\d{1,9})? \\+(\\d{1,9})(?:,\\d{1,9})? @@.*");

  SideBySide {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param kind same, changed, removed, added, or gap where lines that did not change are left out
   * @param leftLine the line's number in the text that ran, empty when it is not there
   * @param left the line
   * @param rightLine the line's number in the text as edited, empty when it is not there
   * @param right the line
   */
  record Row(String kind, String leftLine, String left, String rightLine, String right) {

    static final Row GAP = new Row("gap", "", "", "", "");

    Row {
      requireNonNull(kind, "kind");
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Reads a unified diff of one file; lines before its first hunk are passed over. */
  static SideBySide of(String diff) {
    var reader = new Reader();
    diff.lines().forEach(reader::line);
    reader.pair();
    return new SideBySide(reader.rows);
  }

  private static final class Reader {

    private final List<Row> rows = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private boolean inHunk;
    private int left;
    private int right;

    void line(String line) {
      var hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        pair();
        left = Integer.parseInt(hunk.group(1));
        right = Integer.parseInt(hunk.group(2));
        if (inHunk || left > 1) {
          rows.add(Row.GAP);
        }
        inHunk = true;
      } else if (inHunk && line.startsWith("-")) {
        if (!added.isEmpty()) {
          pair();
        }
        removed.add(line.substring(1));
      } else if (inHunk && line.startsWith("+")) {
        added.add(line.substring(1));
      } else if (inHunk && !line.startsWith("\\")) {
        pair();
        var text = line.isEmpty() ? "" : line.substring(1);
        rows.add(new Row("same", number(left++), text, number(right++), text));
      }
    }

    void pair() {
      int most = Math.max(removed.size(), added.size());
      for (int i = 0; i < most; i++) {
        boolean was = i < removed.size();
        boolean is = i < added.size();
        rows.add(
            new Row(
                was && is ? "changed" : was ? "removed" : "added",
                was ? number(left++) : "",
                was ? removed.get(i) : "",
                is ? number(right++) : "",
                is ? added.get(i) : ""));
      }
      removed.clear();
      added.clear();
    }

    private static String number(int line) {
      return Integer.toString(line);
    }
  }
}
