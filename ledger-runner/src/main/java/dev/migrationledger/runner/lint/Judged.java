package dev.migrationledger.runner.lint;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.schema.LiveTable;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.Severity;
import java.util.List;

/**
 * A finding as a project means it.
 *
 * @param severityFrom who says how bad it is: {@code rule}, a place in {@code ledger.yaml}, or
 *     {@code table size}
 * @param chosen whether the project chose the severity
 * @param note what the target says about the table; empty when it was not asked
 * @param because why the project leaves it out; empty when it does not
 * @param tables the table on the target: one, or none when it is not there or was not asked for
 */
public record Judged(
    LintFinding finding,
    Severity severity,
    String severityFrom,
    boolean chosen,
    String note,
    String because,
    List<LiveTable> tables) {

  /** What says so where no project does. */
  public static final String RULE = "rule";

  public Judged {
    requireNonNull(finding, "finding");
    requireNonNull(severity, "severity");
    requireNonNull(severityFrom, "severityFrom");
    requireNonNull(note, "note");
    requireNonNull(because, "because");
    tables = List.copyOf(tables);
  }

  /** Whether it is left out. */
  public boolean isExcepted() {
    return !because.isEmpty();
  }

  /** The finding's sentence, and behind it what the target says about the table. */
  public String message() {
    return note.isEmpty() ? finding.message() : finding.message() + " (" + note + ")";
  }
}
