package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ledger does not record what was asked, because the history would not be true. One type for
 * each condition. Failures of the store (unreachable, conflicting writers) are not refusals.
 */
@SuppressWarnings("serial") // never serialised
public abstract sealed class LedgerRefusal extends RuntimeException {

  private final LedgerRefusalCode code;

  private LedgerRefusal(LedgerRefusalCode code, String message) {
    super(code.code() + " " + message);
    this.code = code;
  }

  /** The catalogue's code, e.g. {@code LEDGER-008}. */
  public String code() {
    return code.code();
  }

  /** The ledger does not know the target. */
  public static final class UnknownTarget extends LedgerRefusal {
    public UnknownTarget(String target) {
      super(
          LedgerRefusalCode.UNKNOWN_TARGET,
          "the ledger knows no target \""
              + target
              + "\". Nothing was recorded. Run \"ledger migrate\" on it first, or name another with --target.");
    }
  }

  /** The target's name belongs to another database. */
  public static final class TargetMismatch extends LedgerRefusal {
    public TargetMismatch(String target, String registered, String found) {
      super(
          LedgerRefusalCode.TARGET_MISMATCH,
          "target \""
              + target
              + "\" is "
              + registered
              + " in the ledger, but this database is "
              + found
              + ". Nothing was recorded. Give this database a name of its own with --target, or connect to the registered one.");
    }
  }

  /** Another run is open on the target. */
  public static final class RunInProgress extends LedgerRefusal {
    public RunInProgress(String target, String run) {
      super(
          LedgerRefusalCode.RUN_IN_PROGRESS,
          "run "
              + run
              + " on target \""
              + target
              + "\" has not finished. Nothing was recorded. Wait for it, or when its process is gone run \"ledger recover\".");
    }
  }

  /** An outcome was reported for a run that is not open. */
  public static final class NoSuchRun extends LedgerRefusal {
    public NoSuchRun(String target, String run, String open) {
      super(
          LedgerRefusalCode.NO_SUCH_RUN,
          "run "
              + run
              + " is not open on target \""
              + target
              + "\" (open: "
              + (open.isEmpty() ? "none" : open)
              + "). Its receipts in the target keep the outcome; run \"ledger recover\".");
    }
  }

  /** An outcome was reported for a migration that is not next in the run's plan. */
  public static final class NotInPlan extends LedgerRefusal {
    public NotInPlan(Version version, String run, String expected) {
      super(
          LedgerRefusalCode.NOT_IN_PLAN,
          "migration "
              + version
              + " is not what run "
              + run
              + " has to do next ("
              + expected
              + "). Nothing was recorded. Run \"ledger recover\".");
    }
  }

  /** The ledger knows no migration of that number. */
  public static final class UnknownMigration extends LedgerRefusal {
    public UnknownMigration(Version version, String target) {
      super(
          LedgerRefusalCode.UNKNOWN_MIGRATION,
          "the ledger knows no migration "
              + version
              + " on target \""
              + target
              + "\". Nothing was recorded. Run \"ledger status\" to see those it knows.");
    }
  }

  /** The migration is already applied or baselined. */
  public static final class AlreadyDone extends LedgerRefusal {
    public AlreadyDone(Version version, String attempt) {
      super(
          LedgerRefusalCode.ALREADY_DONE,
          "migration "
              + version
              + " is already applied, it cannot be "
              + attempt
              + ". Nothing was recorded. To take its change back, write a new migration that reverses it.");
    }
  }

  /** A higher version is already applied. */
  public static final class OutOfOrder extends LedgerRefusal {
    public OutOfOrder(Version version, Version highest) {
      super(
          LedgerRefusalCode.OUT_OF_ORDER,
          "migration "
              + version
              + " comes before "
              + highest
              + ", which is already applied or planned before it. Nothing was recorded. Give it a higher number, or allow it once with --allow-out-of-order "
              + version
              + " --reason \"…\".");
    }
  }

  /** The bytes are not those the ledger knows. */
  public static final class ChecksumChanged extends LedgerRefusal {
    public ChecksumChanged(Version version, Checksum known, Checksum given) {
      super(
          LedgerRefusalCode.CHECKSUM_CHANGED,
          "migration "
              + version
              + " has checksum "
              + given.brief()
              + ", the ledger knows "
              + known.brief()
              + ". Nothing was recorded. The file changed in the meantime: look at what it says now, then try again.");
    }
  }

  /** Two scripts have one number. */
  public static final class DuplicateVersion extends LedgerRefusal {
    public DuplicateVersion(Version version, String first, String second) {
      super(
          LedgerRefusalCode.DUPLICATE_VERSION,
          "migration "
              + version
              + " is both "
              + first
              + " and "
              + second
              + ". Nothing was recorded. Give one of them a number of its own.");
    }
  }

  /** A migration that another needs is not applied and not planned before it. */
  public static final class DependencyNotApplied extends LedgerRefusal {
    public DependencyNotApplied(Version version, Version needs) {
      super(
          LedgerRefusalCode.DEPENDENCY_NOT_APPLIED,
          "migration "
              + version
              + " needs "
              + needs
              + ", which is neither applied nor planned before it. Nothing was recorded. Apply "
              + needs
              + " first.");
    }
  }

  /** The migration is retired. */
  public static final class RetiredMigration extends LedgerRefusal {
    public RetiredMigration(Version version) {
      super(
          LedgerRefusalCode.RETIRED_MIGRATION,
          "migration "
              + version
              + " is retired and never runs. Nothing was recorded. Give the script a new number to use it again.");
    }
  }

  /** There is no open edit with these bytes. */
  public static final class NothingToAcknowledge extends LedgerRefusal {
    public NothingToAcknowledge(Version version, String why) {
      super(
          LedgerRefusalCode.NOTHING_TO_ACKNOWLEDGE,
          "there is no edit of %s to acknowledge: %s. Nothing was recorded. Run \"ledger edits %s\" to see what is open."
              .formatted(version, why, version));
    }
  }

  /** An override needs a reason. */
  public static final class ReasonRequired extends LedgerRefusal {
    public ReasonRequired(String action) {
      super(
          LedgerRefusalCode.REASON_REQUIRED,
          "a reason is needed to " + action + ". Nothing was recorded. Add --reason \"…\".");
    }
  }

  /** The migration stopped half-way. */
  public static final class NeedsRecovery extends LedgerRefusal {
    public NeedsRecovery(Version version) {
      super(
          LedgerRefusalCode.NEEDS_RECOVERY,
          "migration "
              + version
              + " stopped half-way and its state is unknown. Nothing was recorded. Run \"ledger recover "
              + version
              + "\".");
    }
  }

  /** The migration is in no failure state. */
  public static final class NothingToRecover extends LedgerRefusal {
    public NothingToRecover(Version version, String status) {
      super(
          LedgerRefusalCode.NOTHING_TO_RECOVER,
          "migration "
              + version
              + " is "
              + status
              + ", there is nothing to recover. Nothing was recorded. Run \"ledger status\".");
    }
  }

  /** The migration cannot be taken back. */
  public static final class CannotRollBack extends LedgerRefusal {
    public CannotRollBack(Version version, String why) {
      super(
          LedgerRefusalCode.CANNOT_ROLL_BACK,
          "migration %s cannot be taken back: %s. Nothing was recorded. Run \"ledger status\"."
              .formatted(version, why));
    }
  }

  /** Somebody approves what they wrote themselves. */
  public static final class OwnWork extends LedgerRefusal {
    public OwnWork(Version version, String author, String approver) {
      super(
          LedgerRefusalCode.OWN_WORK,
          "migration %s was written by %s, and nobody approves their own work (%s). Nothing was recorded. Have somebody else run \"ledger approve %s\"."
              .formatted(version, author, approver, version));
    }
  }

  /** No glass was broken for the migration, or it is reviewed. */
  public static final class NothingToReview extends LedgerRefusal {
    public NothingToReview(Version version) {
      super(
          LedgerRefusalCode.NOTHING_TO_REVIEW,
          "there is nothing to review of %s: no glass was broken for it, or it was reviewed before. Nothing was recorded. Run \"ledger status\": what waits for a review is flagged there."
              .formatted(version));
    }
  }

  /** Somebody reviews the glass that they broke. */
  public static final class OwnException extends LedgerRefusal {
    public OwnException(Version version, String brokenBy, String reviewer) {
      super(
          LedgerRefusalCode.OWN_EXCEPTION,
          "%s broke the glass for migration %s, and nobody reviews their own exception (%s). Nothing was recorded. Have somebody else run \"ledger review %s\"."
              .formatted(brokenBy, version, reviewer, version));
    }
  }

  /** Several of them at once. */
  public static final class Several extends LedgerRefusal {
    private final transient List<LedgerRefusal> refusals;

    /** States all of them, a line each. */
    public Several(List<LedgerRefusal> refusals) {
      super(
          refusals.getFirst().code,
          refusals.stream()
              .map(Throwable::getMessage)
              .collect(Collectors.joining("\n"))
              .substring(refusals.getFirst().code().length() + 1));
      this.refusals = List.copyOf(refusals);
    }

    /** Each refusal. */
    public List<LedgerRefusal> refusals() {
      return refusals;
    }
  }
}
