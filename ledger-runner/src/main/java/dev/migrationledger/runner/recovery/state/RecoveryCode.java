package dev.migrationledger.runner.recovery.state;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** The failure states that {@code ledger recover detect} knows, and what stops a recovery. */
public enum RecoveryCode implements Catalogued {
  RUN_REFUSED(
      "RECOVER-001",
      "A rule refuses every run, so also this one.",
      "Nothing was executed. The message lists each finding with its remedy.",
      "Put that right and run \"ledger recover <version>\" again."),
  ANOTHER_FIRST(
      "RECOVER-002",
      "A lower migration is still pending.",
      "Nothing was executed.",
      "Run \"ledger migrate --to\" with a number below it first."),
  FILE_MISSING(
      "RECOVER-003",
      "The script is gone.",
      "Nothing was executed.",
      "Bring the file back, or retire the migration with \"ledger retire <version>\"."),
  RUN_INTERRUPTED(
      "RECOVER-004",
      "A run was begun and nobody saw its end.",
      "The ledger does not know the outcome of its migrations; their receipts do.",
      "Run \"ledger recover execute\": it records what the receipts prove. \"ledger migrate\" does"
          + " the same first."),
  HALF_DONE(
      "RECOVER-005",
      "A migration that runs statement by statement stopped half-way.",
      "Its first statements are in effect. Every run is refused.",
      "Run \"ledger recover plan\" and choose how it goes on."),
  FAILED(
      "RECOVER-006",
      "A migration failed and was rolled back, or left nothing.",
      "Nothing of it is in effect, and the migrations behind it wait.",
      "Correct the script and run \"ledger recover execute\", or choose another way."),
  OBJECT_MISSING(
      "RECOVER-007",
      "An applied migration created an object, none dropped it, and the target does not hold it.",
      "The schema is not what the ledger says.",
      "Find out who dropped it; create it again, or accept that it is gone."),
  INDEX_INVALID(
      "RECOVER-008",
      "An index is invalid, and nobody builds it now.",
      "No query uses it, and every write still pays for it; a unique one guards nothing.",
      "Run \"ledger recover execute\": it is rebuilt concurrently."),
  INDEX_NOT_READY(
      "RECOVER-009",
      "An index is not ready, and nobody builds it now.",
      "No query uses it, and writes do not maintain it.",
      "Run \"ledger recover execute\": it is rebuilt concurrently."),
  CONSTRAINT_UNVALIDATED(
      "RECOVER-010",
      "A constraint is NOT VALID, no script leaves it so, and the rows satisfy it.",
      "It holds for new rows only, and the planner does not rely on it.",
      "Run \"ledger recover execute\": it is validated."),
  CONSTRAINT_BROKEN(
      "RECOVER-011",
      "Rows violate a constraint: orphans of a foreign key, or rows that a check refuses.",
      "The data is not what the schema promises.",
      "Correct the rows that the evidence's query shows, then run \"ledger recover detect\" again;"
          + " or accept it with a reason."),
  RECEIPT_UNKNOWN(
      "RECOVER-012",
      "The target holds receipts of migrations that the ledger does not know as applied.",
      "Runs are refused: the ledger was restored from an older copy, or is another one.",
      "Connect to the right ledger with --ledger-url, or take what the receipts tell with a"
          + " reason."),
  RECEIPT_MISSING(
      "RECOVER-013",
      "The ledger knows migrations as applied of which the target holds no receipt.",
      "Runs are refused: the target was restored from an older copy, or receipts were removed.",
      "Choose whether they count as undone, so that they run again, or as applied."),
  RECEIPT_TAMPERED(
      "RECOVER-014",
      "Receipt and ledger tell different bytes of one applied migration.",
      "Runs are refused: one of the two records was changed.",
      "Run \"ledger verify\"; when the ledger is whole, keep what it says with a reason."),
  TARGET_MOVED(
      "RECOVER-015",
      "The target's name belongs to another database in the ledger.",
      "Runs are refused: this is a copy, or the target was restored or moved.",
      "Choose whether the target goes on here, or give the copy a name of its own with --target."),
  TARGET_COPIED(
      "RECOVER-016",
      "The database holds receipts under another target's name.",
      "Runs are refused: it is a copy of that target, or was renamed.",
      "Use that name with --target, or take its history over under this one with a reason."),
  UNFINISHED(
      "RECOVER-017",
      "A recovery was begun, its end is not recorded, and what it was about is in order now.",
      "Only the record is missing.",
      "Run \"ledger recover execute\": it records the end."),
  STATE_CHANGED(
      "RECOVER-018",
      "What is found is not what the plan with that id was made for.",
      "Nothing was executed.",
      "Run \"ledger recover plan\" and look at what it says now."),
  CHOICE_NEEDED(
      "RECOVER-019",
      "A failure state has several ways out, none is safe to take unasked, or none of that name.",
      "Nothing was executed.",
      "Choose with --choose <code or subject>=<way>; \"ledger recover plan\" shows them."),
  ACTION_FAILED(
      "RECOVER-020",
      "A step of a recovery failed.",
      "The steps before it are done and recorded; its failure state is as \"ledger recover detect\""
          + " tells it.",
      "Put right what the server says and run \"ledger recover execute\" again."),
  NOT_PROVED(
      "RECOVER-021",
      "A step of a recovery was done and what it was to repair is still found.",
      "The repair is not recorded as done.",
      "Run \"ledger recover detect\" and look at the evidence."),
  OTHER_BYTES(
      "RECOVER-022",
      "A migration stopped half-way, and what has run of it was changed in its file.",
      "Nothing was executed: statements that ran otherwise cannot be counted on.",
      "Put what has run back as it ran and correct only what comes after it; or do the rest by hand"
          + " and record it with \"ledger recover execute --choose RECOVER-005=done\"."),
  TIMELINE_BEHIND(
      "RECOVER-023",
      "The cluster is on an earlier timeline than a run that the ledger knows.",
      "This is the side that was left when another server took over, or a copy from before that:"
          + " what is deployed here is not seen there. Runs are not refused for it.",
      "Connect to the server that took over; or, when this one is the right one again, accept it"
          + " with a reason.");

  private final Entry entry;

  RecoveryCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
