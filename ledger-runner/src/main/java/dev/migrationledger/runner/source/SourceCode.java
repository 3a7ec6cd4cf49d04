package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What can be wrong with a folder or a file, before anybody asks a database. */
public enum SourceCode implements FindingCode {
  BAD_NAME(
      "SRC-001",
      Severity.ERROR,
      "A file ends in .sql and its name does not follow the naming convention.",
      "Nothing runs: a file that is skipped silently is a migration that never ran.",
      "Rename it to four digits, an underscore and lower-case words, e.g. 0031_add_orders.sql."),
  UNKNOWN_FILE(
      "SRC-002",
      Severity.ERROR,
      "A file in the folder is neither a migration, nor a down script, nor retired.",
      "Nothing runs: it may be a migration with a mistyped name.",
      "Move it out of the folder, or rename it if it is a migration."),
  DUPLICATE_NUMBER(
      "SRC-003",
      Severity.ERROR,
      "Two or more files have one number.",
      "Nothing runs: which of them comes first would be an accident.",
      "Give each file a number of its own; \"ledger new\" picks the next free one."),
  FOLDER_UNREADABLE(
      "SRC-004",
      Severity.ERROR,
      "The folder of migrations does not exist or cannot be read.",
      "Nothing runs.",
      "Name the folder with --dir, or make it with \"ledger new\"."),
  BAD_LINK(
      "SRC-005",
      Severity.ERROR,
      "A symbolic link leads nowhere or in a circle.",
      "Nothing runs.",
      "Repair the link or remove it."),
  BAD_HEADER(
      "SRC-006",
      Severity.ERROR,
      "A header line such as -- DEPENDS: or -- ENV: cannot be understood.",
      "Nothing runs: a dependency that is not understood is not kept.",
      "Write it as the authoring guide shows, e.g. -- DEPENDS: 0029_orders.sql (why)."),
  NO_STATEMENT(
      "SRC-007",
      Severity.WARNING,
      "The script holds no statement.",
      "It is applied and changes nothing.",
      "Write the statements, or delete the file."),
  FILE_UNREADABLE(
      "SRC-008",
      Severity.ERROR,
      "A file cannot be read.",
      "Nothing runs.",
      "Give the user that runs the deploy the right to read it."),
  NOTED_ENCODING(
      "SRC-009",
      Severity.INFO,
      "The file starts with a byte order mark or has CRLF line ends.",
      "None: both are understood, and taken off before edits are compared.",
      "Nothing has to be done; \"* text eol=lf\" in .gitattributes keeps files alike everywhere."),
  MIXED_TRANSACTION(
      "SRC-010",
      Severity.ERROR,
      "A script holds statements that cannot run in a transaction beside others that should.",
      "Nothing runs: half of the script could stay when the other half fails.",
      "Split the file, or write -- TRANSACTION: none at its top when each statement may stand"
          + " alone."),
  ROLLBACK_IN_SCRIPT(
      "SRC-011",
      Severity.ERROR,
      "A script rolls its own transaction back.",
      "Nothing runs: what stands before the ROLLBACK would be recorded and not be there.",
      "Take the ROLLBACK out; a failing statement rolls everything back by itself."),
  NOTED_FILE(
      "SRC-012",
      Severity.INFO,
      "A file in the folder is not a migration and known to be harmless.",
      "None.",
      "Nothing has to be done."),
  ORPHAN_DOWN(
      "SRC-013",
      Severity.ERROR,
      "A down script has no migration beside it.",
      "Nothing runs: it may be the companion of a migration that was renamed.",
      "Rename it to its migration's name with .down.sql, or remove it."),
  GRAMMAR_UNCHECKED(
      "SRC-014",
      Severity.INFO,
      "PostgreSQL's parser was not asked about all pending scripts.",
      "They run all the same: the server reads them when their turn comes. It is so for large ones,"
          + " and on a target that holds nothing yet for those over 64 KiB that have more than 1 MiB"
          + " together.",
      "Run \"ledger validate\" before: it asks about every script up to 16 MiB.");

  private final Severity severity;
  private final Entry entry;

  SourceCode(String code, Severity severity, String condition, String effect, String remedy) {
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
