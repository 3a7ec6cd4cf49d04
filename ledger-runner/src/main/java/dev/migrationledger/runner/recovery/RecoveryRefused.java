package dev.migrationledger.runner.recovery;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import java.util.List;
import java.util.stream.Collectors;

/** A recovery is not begun because something else has to be put right first. */
public abstract sealed class RecoveryRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RecoveryRefused(String message) {
    super(message);
  }

  /** A rule refuses every run, so also this one. */
  public static final class SomethingElseIsWrong extends RecoveryRefused {
    private static final long serialVersionUID = 1L;

    SomethingElseIsWrong(Version version, List<Finding> findings) {
      super(
          "RECOVER-001 "
              + version
              + " is not recovered, because a run would be refused:\n"
              + findings.stream()
                  .map(f -> "  " + f.code() + " " + f.message() + ". " + f.remedy())
                  .collect(Collectors.joining("\n"))
              + "\nNothing was executed. Put that right and run \"ledger recover "
              + version
              + "\" again.");
    }
  }

  /** A lower migration is still pending. */
  public static final class AnotherComesFirst extends RecoveryRefused {
    private static final long serialVersionUID = 1L;

    AnotherComesFirst(Version version, String first) {
      super(
          "RECOVER-002 "
              + first
              + " comes before "
              + version
              + " and is not applied. Nothing was executed. Run \"ledger migrate --to\" with a number"
              + " below "
              + version
              + " first.");
    }
  }

  /** The script is gone. */
  public static final class FileMissing extends RecoveryRefused {
    private static final long serialVersionUID = 1L;

    FileMissing(Version version, String file) {
      super(
          "RECOVER-003 "
              + file
              + " is not in the folder, so "
              + version
              + " cannot be applied. Nothing was executed. Bring the file back, or retire the"
              + " migration with \"ledger retire "
              + version
              + "\".");
    }
  }

  /** What has run of the file is not in it any more. */
  public static final class OtherBytes extends RecoveryRefused {
    private static final long serialVersionUID = 1L;

    OtherBytes(RecoveryPlan plan, String difference) {
      super(
          "RECOVER-022 %s was edited after it stopped half-way: %s, and statements 1 to %d are done. Nothing was executed. Put what has run back as it ran, correct only what comes after it, and run this again; or do the rest by hand and record that with \"ledger recover execute --choose RECOVER-005=done --reason ...\"."
              .formatted(plan.file(), difference, plan.resumeAfter()));
    }
  }
}
