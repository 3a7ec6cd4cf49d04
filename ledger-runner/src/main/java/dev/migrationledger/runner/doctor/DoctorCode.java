package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What can be wrong with a target that somebody inherited. */
public enum DoctorCode implements FindingCode {
  DUPLICATE(
      "DOCTOR-001",
      Severity.ERROR,
      "Two or more files have one number.",
      "Which of them runs first is an accident, and another database may have it the other way.",
      "Give each a number of its own."),
  BLOCKED(
      "DOCTOR-002",
      Severity.ERROR,
      "A migration that never ran, or failed, cannot run as it is written.",
      "It fails each time, and everything behind it never runs.",
      "Correct it, then run \"ledger validate\"."),
  NEVER_RAN(
      "DOCTOR-003",
      Severity.ERROR,
      "Files never ran although files with higher numbers did, or something blocks them.",
      "The schema lacks what they bring, and the application may expect it.",
      "Decide for each: run it, retire it, or put it into a new migration."),
  OUT_OF_ORDER(
      "DOCTOR-004",
      Severity.WARNING,
      "Migrations ran in another order than their numbers say.",
      "A database built from the files in order may end with another schema.",
      "Check that the order does not matter; \"ledger graph\" shows who needs whom."),
  EDITED(
      "DOCTOR-005",
      Severity.ERROR,
      "A file was edited after it had run.",
      "What ran is not what the file says; other databases get the new text.",
      "Put the text back that ran and write a new migration for the change."),
  WRONG_BASELINE(
      "DOCTOR-006",
      Severity.ERROR,
      "A baseline counts as done, and what it creates is not what the database holds.",
      "Whatever is built on it builds on a schema that does not exist.",
      "Write a baseline from the live schema, and take the wrong one out."),
  LOST_OBJECT(
      "DOCTOR-007",
      Severity.WARNING,
      "A migration counts as done, and something it creates is not in the database.",
      "It was dropped or renamed by hand, or the migration did not run as written.",
      "Find out which; bring it back with a new migration if it is needed."),
  BROKEN_ORDER(
      "DOCTOR-008",
      Severity.WARNING,
      "The files cannot build an empty database in their order: something is missing or too late.",
      "A new environment fails there.",
      "Correct the file, or move the statement; \"ledger graph\" shows all of them."),
  UNMET(
      "DOCTOR-009",
      Severity.WARNING,
      "A file that never ran expects a column or an object that the database does not have, or"
          + " creates one that it has.",
      "It would fail.",
      "Correct the name, or take the statement out."),
  FAILED_ROW(
      "DOCTOR-010",
      Severity.ERROR,
      "The history has a row that failed or stopped half-way.",
      "Its tool refuses to go on, and what the migration left behind is not known.",
      "Look at what it left, repair it with its tool, then import the history."),
  ROW_WITHOUT_FILE(
      "DOCTOR-011",
      Severity.ERROR,
      "A row of the history has no file.",
      "Nobody can tell any more what ran.",
      "Find the file in version control and bring it back."),
  AMBIGUOUS_ROW(
      "DOCTOR-012",
      Severity.ERROR,
      "A row fits several files, or several rows fit one file.",
      "Which of them ran is not known.",
      "Compare with the schema, and say so when the history is imported, with --tie."),
  SEVERAL_HISTORIES(
      "DOCTOR-013",
      Severity.WARNING,
      "The database holds the histories of several tools.",
      "Each knows a part; none knows what the other ran.",
      "Find out which one is in use; import it, and drop the others when nobody needs them."),
  INVALID_INDEX(
      "DOCTOR-014",
      Severity.ERROR,
      "An index is invalid.",
      "No query uses it, a unique one checks nothing for sure, and each write pays for it.",
      "Drop it and build it again, both concurrently."),
  UNVALIDATED(
      "DOCTOR-015",
      Severity.WARNING,
      "A constraint was never validated.",
      "Rows from before it may break it.",
      "Validate it; that takes no lock that stops writers."),
  NO_CHECKSUM(
      "DOCTOR-016",
      Severity.INFO,
      "The history keeps no checksum that can be compared with the files.",
      "Its own validation passes whatever the files say: an edit cannot be noticed there.",
      "Import it: from then on every edit is noticed."),
  NO_HISTORY(
      "DOCTOR-017",
      Severity.INFO,
      "The database holds no history that is known, and no ledger.",
      "What ran can only be told from the schema.",
      "Read a table of another kind with \"ledger import --from table\", or take the schema over"
          + " with \"ledger baseline\".");

  private final Severity severity;
  private final Entry entry;

  DoctorCode(String code, Severity severity, String condition, String effect, String remedy) {
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
