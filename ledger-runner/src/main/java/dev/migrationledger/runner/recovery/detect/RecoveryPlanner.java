package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.runner.deploy.AppliedTexts;
import dev.migrationledger.runner.recovery.resume.BuiltIndex;
import dev.migrationledger.runner.recovery.resume.HalfDone;
import dev.migrationledger.runner.recovery.state.Correction;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.target.Position;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds every migration in a failure state and the way out of it. */
public final class RecoveryPlanner {

  private static final RecoveryAction.Risk LOW = RecoveryAction.Risk.LOW;

  private final LedgerState state;
  private final List<Receipt> receipts;
  private final MigrationFolder folder;
  private final AppliedTexts texts;
  private final TargetProbe probe;

  /**
   * A planner over the state, the target's receipts in order, the folder and the texts that ran.
   */
  public RecoveryPlanner(
      LedgerState state,
      List<Receipt> receipts,
      MigrationFolder folder,
      AppliedTexts texts,
      TargetProbe probe) {
    this.state = state;
    this.receipts = receipts;
    this.folder = folder;
    this.texts = texts;
    this.probe = probe;
  }

  /** A way out for each, ascending. */
  public List<RecoveryPlan> plans() {
    var plans = new ArrayList<RecoveryPlan>();
    for (var migration : state.migrations()) {
      switch (migration.status()) {
        case FAILED -> plans.add(again(migration));
        case UNKNOWN -> plans.add(resume(migration));
        case PENDING, REJECTED, RUNNING, APPLIED, RETIRED, BASELINED, ROLLED_BACK -> {}
      }
    }
    return plans;
  }

  private RecoveryPlan again(MigrationState migration) {
    var action =
        new RecoveryAction(
            "apply " + migration.file() + " as it is now, in one transaction",
            "",
            RecoveryAction.Risk.LOW,
            "",
            0);
    return new RecoveryPlan(
        migration.version(),
        migration.file(),
        MigrationStatus.FAILED,
        "failed " + times(migration.failures()) + " and left no receipt: nothing of it was kept",
        List.of(action),
        0,
        List.of(),
        0,
        Correction.none(migration.checksum()));
  }

  private static String times(int n) {
    return n == 1 ? "once" : n + " times";
  }

  private RecoveryPlan resume(MigrationState migration) {
    if (migration.imported()) {
      return plan(
          migration,
          0,
          RecoveryAction.Risk.HIGH,
          "failed by the history that was imported, and what it left behind is not known: look at"
              + " the schema before it is run again, or put it right with the other tool and run"
              + " \"ledger import\" again",
          List.of());
    }
    var own =
        receipts.stream().filter(r -> r.version().compareTo(migration.version()) == 0).toList();
    var position = Position.of(own);
    var done = position.done();
    var begun = position.begun();
    var half = new HalfDone(migration, folder, texts);
    var index = begun > done ? half.builds(begun) : Optional.<BuiltIndex>empty();
    var condition = index.map(probe::condition).orElse(TargetProbe.Condition.NOT_AN_INDEX);
    return switch (condition) {
      case VALID -> plan(migration, begun, LOW, foundValid(index, begun), List.of());
      case INVALID -> invalid(migration, done, begun, index.orElseThrow());
      case ABSENT -> plan(migration, done, LOW, foundAbsent(index, begun), List.of());
      case NOT_AN_INDEX -> notAnIndex(migration, half, done, begun);
    };
  }

  private RecoveryPlan notAnIndex(MigrationState migration, HalfDone half, int done, int begun) {
    var kept = "statements 1 to " + done + " are done";
    if (begun <= done) {
      return plan(migration, done, LOW, kept, List.of());
    }
    if (half.repeats(begun)) {
      return plan(
          migration,
          done,
          LOW,
          kept + "; statement " + begun + " does no harm a second time",
          List.of());
    }
    return plan(
            migration,
            done,
            RecoveryAction.Risk.MEDIUM,
            kept + "; whether statement " + begun + " was carried out cannot be seen from outside",
            List.of())
        .inDoubt(begun);
  }

  private static String foundValid(Optional<BuiltIndex> index, int begun) {
    return "statement " + begun + " is done: the index " + index.orElseThrow().name() + " is valid";
  }

  private static String foundAbsent(Optional<BuiltIndex> index, int begun) {
    return "statement " + begun + " left nothing: there is no index " + index.orElseThrow().name();
  }

  private RecoveryPlan invalid(MigrationState migration, int done, int begun, BuiltIndex index) {
    return plan(
        migration,
        done,
        LOW,
        "statement " + begun + " stopped half-way: the index " + index.name() + " is invalid",
        List.of(index.name()));
  }

  private RecoveryPlan plan(
      MigrationState migration,
      int resumeAfter,
      RecoveryAction.Risk risk,
      String found,
      List<String> invalidIndexes) {
    var actions = new ArrayList<RecoveryAction>();
    var cleanup = new ArrayList<String>();
    for (var index : invalidIndexes) {
      var drop = "DROP INDEX CONCURRENTLY IF EXISTS " + index;
      actions.add(new RecoveryAction("drop the invalid index " + index, drop, LOW, "", 0));
      cleanup.add(drop);
    }
    var correction = new HalfDone(migration, folder, texts).correction();
    var how = correction.isNone() ? "" : ", with the file as it is now";
    actions.add(
        new RecoveryAction(
            "go on with " + migration.file() + " after statement " + resumeAfter + how,
            "",
            risk,
            "",
            0));
    return new RecoveryPlan(
        migration.version(),
        migration.file(),
        MigrationStatus.UNKNOWN,
        found,
        actions,
        resumeAfter,
        cleanup,
        0,
        correction);
  }
}
