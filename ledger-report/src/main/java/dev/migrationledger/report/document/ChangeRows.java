package dev.migrationledger.report.document;

import dev.migrationledger.report.changes.Change;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.Exceptional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The report on changes as one grid for programs that read tables. */
public final class ChangeRows {

  private static final List<String> HEADINGS =
      List.of(
          "record",
          "target",
          "index",
          "at",
          "kind",
          "version",
          "subject",
          "checksum",
          "by",
          "known_by",
          "from",
          "run",
          "author",
          "commit",
          "approved_by",
          "outcome",
          "duration_ms",
          "open",
          "sampled",
          "leaf");

  private ChangeRows() {}

  /** Every change, then every exception. */
  public static Grid of(ChangeReport report) {
    var sampled = new HashSet<>(report.sample().indexes());
    var rows = new ArrayList<List<String>>();
    for (var c : report.changes()) {
      rows.add(change(report.target(), c, sampled.contains(c.index())));
    }
    for (var e : report.exceptions()) {
      rows.add(exception(report.target(), e));
    }
    return new Grid(HEADINGS, rows);
  }

  private static List<String> change(String target, Change c, boolean sampled) {
    var millis = c.durationMs().millis();
    return List.of(
        "change",
        target,
        Long.toString(c.index()),
        c.at().text(),
        c.kind(),
        c.version(),
        c.file(),
        c.checksum(),
        c.by(),
        c.knownBy(),
        c.from(),
        c.run(),
        c.author(),
        c.commit(),
        c.approvedBy(),
        c.outcome(),
        millis.isPresent() ? Long.toString(millis.getAsLong()) : "",
        "",
        Boolean.toString(sampled),
        c.leaf());
  }

  private static List<String> exception(String target, Exceptional e) {
    return List.of(
        "exception",
        target,
        Long.toString(e.index()),
        e.at().text(),
        e.kind(),
        "",
        e.subject(),
        "",
        e.by(),
        "",
        "",
        "",
        "",
        "",
        "",
        e.disposition(),
        "",
        Boolean.toString(e.open()),
        "",
        e.leaf());
  }
}
