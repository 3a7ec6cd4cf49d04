package dev.migrationledger.runner.drift;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** What is said about a schema and the ledger's idea of it. */
public enum DriftCode implements Catalogued {
  DRIFTED(
      "DRIFT-001",
      "An object of the schema is not as the ledger says.",
      "The run goes on; the difference is recorded and stands open.",
      "Run \"ledger drift\" to see what differs and the SQL that would undo it."),
  NEVER_LOOKED(
      "DRIFT-002",
      "The ledger has no snapshot of the target's schema.",
      "Drift cannot be judged.",
      "Run \"ledger migrate\", or \"ledger drift --take-as-is --reason …\" to go by what is there."),
  BEHIND(
      "DRIFT-003",
      "A migration ran after the schema was looked at last, and nobody looked since.",
      "Changes by hand cannot be told from what the migration did.",
      "Run \"ledger drift --take-as-is --reason …\" to go by what is there now."),
  TEXT_LOST(
      "DRIFT-004",
      "The kept snapshot is gone, or it is not the one that the ledger recorded.",
      "Drift cannot be judged.",
      "Run \"ledger verify\"; then \"ledger drift --take-as-is --reason …\" to go by what is there."),
  NOT_TAKEN(
      "DRIFT-005",
      "The schema could not be read at the start or at the end of a run.",
      "The run is not touched by it; its outcome is recorded without a snapshot.",
      "See what the message names; then run \"ledger drift --take-as-is --reason …\"."),
  NOT_DRIFTED(
      "DRIFT-006",
      "An object was named that does not differ.",
      "Nothing is recorded.",
      "Run \"ledger drift\" to see what differs, and name it as it stands there."),
  RUN_CUT_OFF(
      "DRIFT-007",
      "A run was cut off, and what it did to the target is not recorded yet.",
      "Drift cannot be judged: what the run did would look like a change by hand.",
      "Run the command that was cut off once more, or \"ledger recover execute\": both record first"
          + " what the receipts prove.");

  private final Entry entry;

  DriftCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
