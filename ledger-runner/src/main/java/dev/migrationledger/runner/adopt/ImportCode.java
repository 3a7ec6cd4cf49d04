package dev.migrationledger.runner.adopt;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What can be wrong with another tool's history, and between it and the files. */
public enum ImportCode implements FindingCode {
  FAILED_ROW(
      "IMPORT-001",
      Severity.ERROR,
      "The history says that a migration failed or stopped half-way.",
      "Nothing is imported: what it left behind is not known.",
      "Put the schema right, correct the row with the other tool's own repair and import again; or"
          + " add --accept IMPORT-001: it is recorded as unknown and blocks runs until it is"
          + " recovered."),
  ROW_WITHOUT_FILE(
      "IMPORT-002",
      Severity.ERROR,
      "A row has no file in the folder.",
      "Nothing is imported: the folder may be another one, or lack what ran.",
      "Bring the file back under a name of the naming convention, name it with --tie"
          + " <version>=<file>, or add --accept IMPORT-002: the row is kept on record without a"
          + " file."),
  FILE_WITHOUT_ROW(
      "IMPORT-003",
      Severity.INFO,
      "A file has no row.",
      "It stays pending: the history does not say that it ran.",
      "Nothing has to be done if it never ran; if its change is in the schema, take it over with"
          + " \"ledger baseline\" or retire it."),
  AMBIGUOUS_ROW(
      "IMPORT-004",
      Severity.ERROR,
      "A row fits two or more files.",
      "Nothing is imported: which of them ran is not known.",
      "Say which one with --tie <version>=<file>."),
  CHECKSUM_DIFFERS(
      "IMPORT-005",
      Severity.ERROR,
      "A file does not have the checksum that the other tool stored when it ran.",
      "Nothing is imported: the file was changed after it had run.",
      "Put the text back that ran; or add --accept IMPORT-005: it is imported with the bytes it has"
          + " now, marked as different from what ran."),
  TWO_ROWS_ONE_FILE(
      "IMPORT-006",
      Severity.ERROR,
      "Two different rows fit one file.",
      "Nothing is imported: one of them is about another file.",
      "Say which row is the file's with --tie <version>=<file>."),
  NOT_CHECKED(
      "IMPORT-007",
      Severity.INFO,
      "The other tool's checksums could not be compared with the files.",
      "The rows are imported all the same, marked as not checked.",
      "Nothing has to be done; from now on the ledger's own SHA-256 tells every edit."),
  NOT_A_MIGRATION(
      "IMPORT-008",
      Severity.INFO,
      "A row is about a repeatable script or another thing that is no migration here.",
      "It is kept on record and tied to no file.",
      "Write a migration with the script's text when it changes next."),
  NAME_DIFFERS(
      "IMPORT-009",
      Severity.WARNING,
      "A row and a file have one number and different names.",
      "They are tied by the number.",
      "If they are not the same migration, say which file it is with --tie <version>=<file>."),
  RETIRED(
      "IMPORT-010",
      Severity.WARNING,
      "The history says that a migration ran which the ledger has as retired.",
      "It stays retired, and never runs.",
      "Nothing has to be done if it was retired because it had run elsewhere."),
  LOWER_WITHOUT_ROW(
      "IMPORT-011",
      Severity.WARNING,
      "A file without a row has a lower number than one that ran.",
      "It stays pending, and a run will refuse it as out of order.",
      "Retire it, give it a higher number, or allow it once with --allow-out-of-order."),
  TIME_WITHOUT_ZONE(
      "IMPORT-012",
      Severity.INFO,
      "The other tool stores local times without a zone.",
      "They are kept as they are, and shown as if they were UTC.",
      "Nothing has to be done; keep it in mind when you compare times.");

  private final Severity severity;
  private final Entry entry;

  ImportCode(String code, Severity severity, String condition, String effect, String remedy) {
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

  /** Whether somebody may answer for it, and import all the same. */
  public boolean mayBeAccepted() {
    return this == FAILED_ROW || this == ROW_WITHOUT_FILE || this == CHECKSUM_DIFFERS;
  }

  Finding accepted(String file, String message) {
    return new Finding(code(), Severity.WARNING, file, 0, 0, message + " (accepted)", remedy());
  }
}
