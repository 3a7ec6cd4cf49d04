package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** Why a rollback does not start, or how it ended otherwise than well. */
public enum RollbackCode implements FindingCode {
  UNKNOWN_VERSION(
      "ROLLBACK-001",
      "The version named with --to is not known to the ledger.",
      "Nothing is executed.",
      "Name a version that \"ledger status\" shows, or 0 to take everything back."),
  NOTHING_ABOVE(
      "ROLLBACK-002",
      "No migration above the named version is applied.",
      "Nothing is executed.",
      "Run \"ledger status\" to see what is applied."),
  NO_DOWN_SCRIPT(
      "ROLLBACK-003",
      "A migration has no down script beside it.",
      "Nothing is executed: there is no way back that somebody wrote down.",
      "Write the down script and prove it with \"ledger ci\", or write a new migration that reverses"
          + " the change."),
  NOT_PROVED(
      "ROLLBACK-004",
      "The replay of a down script did not give back the schema from before its migration.",
      "Nothing is executed: it would leave a schema that no migration describes.",
      "Let the down script undo what is named; \"ledger ci\" proves it as well."),
  EDITED(
      "ROLLBACK-005",
      "The file of an applied migration is not the text that ran.",
      "Nothing is executed: a replay of it would prove another thing.",
      "Put the text back that ran; \"ledger edits\" shows what changed."),
  FILE_MISSING(
      "ROLLBACK-006",
      "An applied migration has no file any more, or its number is that of several.",
      "Nothing is executed: what ran cannot be replayed, so nothing can be proved.",
      "Bring the file back from version control."),
  NOT_WITNESSED(
      "ROLLBACK-007",
      "A migration is baselined, or another tool applied it.",
      "Nothing is executed: the ledger did not see what it did here.",
      "Name a version from which on everything was applied by \"ledger migrate\"."),
  NOT_TRANSACTIONAL(
      "ROLLBACK-008",
      "A down script says that it runs outside a transaction, or holds a statement that has to.",
      "Nothing is executed: it could stop half-way.",
      "Write the down script for one transaction, e.g. DROP INDEX without CONCURRENTLY."),
  DRIFT_OPEN(
      "ROLLBACK-009",
      "The target's schema is not the one that the ledger goes by.",
      "Nothing is executed: what was proved would not hold on it.",
      "Run \"ledger drift\" to see it; undo it, or go by it with \"ledger drift --accept\"."),
  NOT_AS_REPLAYED(
      "ROLLBACK-010",
      "An object that a down script touches is not in the target as the migrations make it.",
      "Nothing is executed: what was proved would not hold on it.",
      "Bring the object to what the migrations make of it; when the replay's server is of another"
          + " version, name one of the target's with --shadow-url."),
  NEEDS_RECOVERY(
      "ROLLBACK-011",
      "A migration stopped half-way and nobody has settled it.",
      "Nothing is executed.",
      "Run \"ledger recover <version>\" first."),
  CANNOT_REPLAY(
      "ROLLBACK-012",
      "The applied migrations do not run on an empty database.",
      "Nothing is executed: no down script can be proved.",
      "See what the message names; --shadow-setup names a file with what was there before the first"
          + " migration."),
  SCHEMA_NOT_KNOWN(
      "ROLLBACK-013",
      "The ledger has no present snapshot of the schema, and the target's is not the replayed one.",
      "Nothing is executed: whether somebody changed it by hand cannot be told.",
      "Look at the target, then run \"ledger drift --take-as-is --reason ...\" to go by what is"
          + " there."),
  DOWN_FAILED(
      "ROLLBACK-014",
      "A down script failed on the target.",
      "Nothing of it is kept and its migration stays applied; those that were taken back before stay"
          + " so, and lower ones were not tried.",
      "Correct the down script or what stands in its way, and run the command again."),
  NOT_AS_BEFORE(
      "ROLLBACK-015",
      "A down script ran, and the schema is not the one that was expected.",
      "Nothing of it is kept and its migration stays applied; those that were taken back before stay"
          + " so, and lower ones were not tried.",
      "Look for what does more than the script says, such as an event trigger or CASCADE, and"
          + " for owners and grants that it does not give back; then correct the down script."),
  NOT_LOOKED(
      "ROLLBACK-016",
      "The schema could not be read when a down script had run.",
      "Nothing of it is kept and its migration stays applied; those that were taken back before stay"
          + " so, and lower ones were not tried.",
      "See what the message names, and run the command again."),
  NOT_COMPARED(
      "ROLLBACK-017",
      Severity.WARNING,
      "Owners or grants of what a down script makes anew cannot be foretold from the replay, since"
          + " several roles own such things in the target, or default privileges differ.",
      "None: the rollback goes on, and everything else is compared.",
      "Look at the owners and grants of what is named when it is back; ALTER ... OWNER TO and GRANT"
          + " in the down script make them sure.");

  private final Severity severity;
  private final Entry entry;

  RollbackCode(String code, String condition, String effect, String remedy) {
    this(code, Severity.ERROR, condition, effect, remedy);
  }

  RollbackCode(String code, Severity severity, String condition, String effect, String remedy) {
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
