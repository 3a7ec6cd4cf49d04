package dev.migrationledger.runner.prerequisite;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What rows of the target can have against a migration, as data. */
public enum RowCode implements FindingCode {
  NULLS(
      "PREREQ-004",
      Severity.ERROR,
      "A pending migration makes a column NOT NULL, and rows of the target have NULL there.",
      "Nothing runs: the migration would fail and block those behind it.",
      "Give the rows a value in a migration before; the finding has the query that shows them."),
  DUPLICATES(
      "PREREQ-005",
      Severity.ERROR,
      "A pending migration makes values unique, and rows of the target share them.",
      "Nothing runs: the migration would fail and block those behind it.",
      "Merge or change the rows in a migration before; the finding has the query that shows them."),
  ORPHANS(
      "PREREQ-006",
      Severity.ERROR,
      "A pending migration adds or validates a foreign key, and rows of the target point to"
          + " nothing.",
      "Nothing runs: the migration would fail and block those behind it.",
      "Correct or delete the rows in a migration before, or add their parents; the finding has the"
          + " query that shows them."),
  VIOLATIONS(
      "PREREQ-007",
      Severity.ERROR,
      "A pending migration validates a constraint that rows of the target violate.",
      "Nothing runs: the migration would fail and block those behind it.",
      "Correct the rows in a migration before; the finding has the query that shows them."),
  NOT_PROBED(
      "PREREQ-008",
      Severity.INFO,
      "Whether the rows of a table are as a pending migration demands was not asked.",
      "It stops nothing: the migration itself finds out.",
      "Nothing has to be done; where it matters, count the rows by hand before."),
  NOT_CHECKED(
      "PREREQ-009",
      Severity.WARNING,
      "Whether the target has what pending migrations need could not be found out.",
      "It stops nothing: the migrations themselves find out.",
      "Look at the reason in the finding, then run \"ledger validate\".");

  private final Severity severity;
  private final Entry entry;

  RowCode(String code, Severity severity, String condition, String effect, String remedy) {
    this.severity = severity;
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
