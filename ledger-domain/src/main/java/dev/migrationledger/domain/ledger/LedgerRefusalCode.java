package dev.migrationledger.domain.ledger;

/** The catalogue of refusals: the error reference is made from it. */
public enum LedgerRefusalCode {
  UNKNOWN_TARGET(
      LedgerRefusal.UnknownTarget.class,
      "The ledger knows no target of that name.",
      "Nothing is recorded and nothing runs.",
      "Run \"ledger migrate\" on it first, or name another with --target.",
      "LEDGER-001 the ledger knows no target \"prod\". Nothing was recorded. Run \"ledger migrate\" on it first, or name another with --target."),
  TARGET_MISMATCH(
      LedgerRefusal.TargetMismatch.class,
      "The target's name belongs to another database.",
      "Nothing is recorded: two databases in one history would make both untrue.",
      "Give this database a name of its own with --target, or connect to the registered one.",
      "LEDGER-002 target \"prod\" is database \"shop\" of cluster 71 in the ledger, but this database is database \"shop\" of cluster 72. Nothing was recorded. Give this database a name of its own with --target, or connect to the registered one."),
  RUN_IN_PROGRESS(
      LedgerRefusal.RunInProgress.class,
      "Another run on the target has not finished.",
      "Nothing is recorded: one run at a time changes a target.",
      "Wait for it, or when its process is gone run \"ledger recover\".",
      "LEDGER-003 run r1 on target \"prod\" has not finished. Nothing was recorded. Wait for it, or when its process is gone run \"ledger recover\"."),
  NO_SUCH_RUN(
      LedgerRefusal.NoSuchRun.class,
      "An outcome was reported for a run that is not open, or a finished run was started again.",
      "The outcome is not recorded; its receipt in the target keeps it.",
      "Run \"ledger recover\".",
      "LEDGER-004 run r1 is not open on target \"prod\" (open: none). Its receipts in the target keep the outcome; run \"ledger recover\"."),
  NOT_IN_PLAN(
      LedgerRefusal.NotInPlan.class,
      "An outcome was reported for a migration that is not next in the run's plan.",
      "The outcome is not recorded.",
      "Run \"ledger recover\".",
      "LEDGER-005 migration 0031 is not what run r1 has to do next (0030). Nothing was recorded. Run \"ledger recover\"."),
  UNKNOWN_MIGRATION(
      LedgerRefusal.UnknownMigration.class,
      "The ledger knows no migration of that number on the target.",
      "Nothing is recorded.",
      "Run \"ledger status\" to see those it knows.",
      "LEDGER-006 the ledger knows no migration 0031 on target \"prod\". Nothing was recorded. Run \"ledger status\" to see those it knows."),
  ALREADY_DONE(
      LedgerRefusal.AlreadyDone.class,
      "The migration is applied or baselined, and the command would say otherwise.",
      "Nothing is recorded; the migration stays applied.",
      "Write a new migration that reverses it.",
      "LEDGER-007 migration 0031 is already applied, it cannot be run again. Nothing was recorded. To take its change back, write a new migration that reverses it."),
  OUT_OF_ORDER(
      LedgerRefusal.OutOfOrder.class,
      "A higher version is applied, or planned before it.",
      "The run does not start.",
      "Give it a higher number, or allow it once with --allow-out-of-order and --reason.",
      "LEDGER-008 migration 0029 comes before 0031, which is already applied or planned before it. Nothing was recorded. Give it a higher number, or allow it once with --allow-out-of-order 0029 --reason \"…\"."),
  CHECKSUM_CHANGED(
      LedgerRefusal.ChecksumChanged.class,
      "The bytes are not those the ledger knows.",
      "Nothing is recorded: what was checked is not what would run.",
      "Look at what the file says now, then try again.",
      "LEDGER-009 migration 0031 has checksum bbbbbbbbbbbb, the ledger knows aaaaaaaaaaaa. Nothing was recorded. The file changed in the meantime: look at what it says now, then try again."),
  DUPLICATE_VERSION(
      LedgerRefusal.DuplicateVersion.class,
      "Two scripts have one number.",
      "Nothing is recorded: which of them the number means is unknown.",
      "Give one of them a number of its own.",
      "LEDGER-010 migration 0031 is both 0031_a.sql and 0031_b.sql. Nothing was recorded. Give one of them a number of its own."),
  DEPENDENCY_NOT_APPLIED(
      LedgerRefusal.DependencyNotApplied.class,
      "A migration needs another that is neither applied nor planned before it.",
      "The run does not start.",
      "Apply the other first.",
      "LEDGER-011 migration 0031 needs 0029, which is neither applied nor planned before it. Nothing was recorded. Apply 0029 first."),
  RETIRED_MIGRATION(
      LedgerRefusal.RetiredMigration.class,
      "The migration is retired.",
      "It never runs.",
      "Give the script a new number to use it again.",
      "LEDGER-012 migration 0031 is retired and never runs. Nothing was recorded. Give the script a new number to use it again."),
  NOTHING_TO_ACKNOWLEDGE(
      LedgerRefusal.NothingToAcknowledge.class,
      "There is no open edit with these bytes.",
      "Nothing is recorded.",
      "Run \"ledger edits\" to see what is open.",
      "LEDGER-013 there is no edit of 0029 to acknowledge: the file is the one that ran, or it has not run. Nothing was recorded. Run \"ledger edits 0029\" to see what is open."),
  REASON_REQUIRED(
      LedgerRefusal.ReasonRequired.class,
      "An override was asked for without a reason.",
      "Nothing is recorded.",
      "Add --reason \"…\".",
      "LEDGER-014 a reason is needed to retire a migration. Nothing was recorded. Add --reason \"…\"."),
  NEEDS_RECOVERY(
      LedgerRefusal.NeedsRecovery.class,
      "The migration stopped half-way and its state is unknown.",
      "It does not run, retire or count as baselined.",
      "Run \"ledger recover\".",
      "LEDGER-015 migration 0031 stopped half-way and its state is unknown. Nothing was recorded. Run \"ledger recover 0031\"."),
  NOTHING_TO_RECOVER(
      LedgerRefusal.NothingToRecover.class,
      "The migration is in no failure state, or no recovery is planned.",
      "Nothing is recorded.",
      "Run \"ledger status\".",
      "LEDGER-016 migration 0031 is applied, there is nothing to recover. Nothing was recorded. Run \"ledger status\"."),
  CANNOT_ROLL_BACK(
      LedgerRefusal.CannotRollBack.class,
      "A migration is to be taken back that this ledger did not see applied, or that a higher one stands on.",
      "The rollback does not start.",
      "Run \"ledger status\" to see what is applied; take the higher ones back first.",
      "LEDGER-017 migration 0031 cannot be taken back: it is pending. Nothing was recorded. Run \"ledger status\"."),
  OWN_WORK(
      LedgerRefusal.OwnWork.class,
      "Somebody approves a migration that they wrote.",
      "Nothing is recorded; the approval does not count.",
      "Have somebody else than its author approve it.",
      "LEDGER-018 migration 0031 was written by Ann <ann@example.org>, and nobody approves their own work (ann). Nothing was recorded. Have somebody else run \"ledger approve 0031\"."),
  NOTHING_TO_REVIEW(
      LedgerRefusal.NothingToReview.class,
      "A review is given of a migration for which no glass was broken, or that is reviewed.",
      "Nothing is recorded.",
      "Run \"ledger status\": what waits for a review is flagged there.",
      "LEDGER-019 there is nothing to review of 0031: no glass was broken for it, or it was reviewed before. Nothing was recorded. Run \"ledger status\": what waits for a review is flagged there."),
  OWN_EXCEPTION(
      LedgerRefusal.OwnException.class,
      "Somebody reviews an exception that they made themselves.",
      "Nothing is recorded; the exception stays open.",
      "Have somebody else review it.",
      "LEDGER-020 dana broke the glass for migration 0031, and nobody reviews their own exception (dana). Nothing was recorded. Have somebody else run \"ledger review 0031\".");

  private final Class<? extends LedgerRefusal> refusal;
  private final String condition;
  private final String effect;
  private final String remedy;
  private final String example;

  LedgerRefusalCode(
      Class<? extends LedgerRefusal> refusal,
      String condition,
      String effect,
      String remedy,
      String example) {
    this.refusal = refusal;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
    this.example = example;
  }

  /** The stable code, e.g. {@code LEDGER-008}. */
  public String code() {
    return example.substring(0, example.indexOf(' '));
  }

  /** When it is given. */
  public String condition() {
    return condition;
  }

  /** What state things are in then. */
  public String effect() {
    return effect;
  }

  /** What to do, imperative. */
  public String remedy() {
    return remedy;
  }

  /** A whole message as a user reads it. */
  public String example() {
    return example;
  }

  /** The refusal that carries the code. */
  public Class<? extends LedgerRefusal> refusal() {
    return refusal;
  }
}
