package dev.migrationledger.runner.cli;

import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.embedded.EmbeddedPostgresException;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.runner.attribution.BranchProblem;
import dev.migrationledger.runner.change.ChangeRefused;
import dev.migrationledger.runner.drift.NoSuchDrift;
import dev.migrationledger.runner.drift.UndecidableDrift;
import dev.migrationledger.runner.history.HistoryRefused;
import dev.migrationledger.runner.record.JournalFailure;
import dev.migrationledger.runner.recovery.RecoveryRefused;
import dev.migrationledger.runner.recovery.repair.RepairRefused;
import dev.migrationledger.runner.remote.RemoteFailure;
import dev.migrationledger.runner.settings.SettingsProblem;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.watch.WatchRefused;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Turns what went wrong into a message and an exit code. */
final class Failures {

  private Failures() {}

  static ExitCode report(
      RuntimeException failure, Console console, boolean json, Map<String, String> environment) {
    var known = code(failure);
    var message =
        known == ExitCode.CANNOT_DECIDE
                && !(failure instanceof StoreFailure
                    || failure instanceof QueryFailure
                    || failure instanceof NoLedger
                    || failure instanceof UndecidableDrift
                    || failure instanceof SnapshotFailure
                    || failure instanceof JournalFailure)
            ? "CLI-001 the program met something it does not expect: "
                + failure
                + ". What ran is recorded as far as the receipts in the target say; run the command"
                + " again, and report this with LEDGER_DEBUG=1."
            : String.valueOf(failure.getMessage());
    console.note(message);
    if (!environment.getOrDefault("LEDGER_DEBUG", "").isEmpty()) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      console.note(trace.toString());
    }
    if (json) {
      console.raw(AnswerJson.write(answer(known, message)));
    }
    return known;
  }

  static ErrorAnswer answer(ExitCode code, String message) {
    return new ErrorAnswer("ledger/error/v1", code.status(), message);
  }

  private static ExitCode code(RuntimeException failure) {
    return switch (failure) {
      case SettingsProblem p -> ExitCode.USAGE;
      case UsageProblem p -> ExitCode.USAGE;
      case BranchProblem p -> ExitCode.USAGE;
      case LedgerRefusal r -> ExitCode.REFUSED;
      case TargetFailure t -> code(t);
      case StoreFailure s -> code(s);
      case EmbeddedPostgresException e -> ExitCode.UNREACHABLE;
      case ContractProblem p -> ExitCode.USAGE;
      case ChangeRefused c -> ExitCode.REFUSED;
      case RecoveryRefused r -> ExitCode.REFUSED;
      case HistoryRefused h -> code(h);
      case RepairRefused r -> code(r);
      case SnapshotFailure s -> code(s);
      case NoSuchDrift d -> ExitCode.REFUSED;
      case WatchRefused w -> code(w);
      case RemoteFailure.Unusable r -> ExitCode.USAGE;
      case RemoteFailure.Refused r -> ExitCode.REFUSED;
      case RemoteFailure.NotServed r -> ExitCode.USAGE;
      case JournalFailure.Unwritable j -> ExitCode.USAGE;
      case JournalFailure.Refused j -> ExitCode.REFUSED;
      case JournalFailure.Unreadable j -> ExitCode.CANNOT_DECIDE;
      default -> ExitCode.CANNOT_DECIDE;
    };
  }

  private static ExitCode code(HistoryRefused refused) {
    return switch (refused) {
      case HistoryRefused.NoHistory r -> ExitCode.USAGE;
      case HistoryRefused.SeveralHistories r -> ExitCode.USAGE;
      case HistoryRefused.OtherColumns r -> ExitCode.USAGE;
      case HistoryRefused.NotReadable r -> ExitCode.USAGE;
      case HistoryRefused.NotAnswered r -> ExitCode.UNREACHABLE;
    };
  }

  private static ExitCode code(TargetFailure failure) {
    return switch (failure) {
      case TargetFailure.LockBusy f -> ExitCode.LOCK_BUSY;
      case TargetFailure.NotUnderstood f -> ExitCode.USAGE;
      case TargetFailure.NoRights f -> ExitCode.USAGE;
      case TargetFailure.TransactionPooling f -> ExitCode.USAGE;
      case TargetFailure.TooOld f -> ExitCode.USAGE;
      case TargetFailure.KnownByAnotherName f -> ExitCode.USAGE;
      case TargetFailure.Standby f -> ExitCode.USAGE;
      default -> ExitCode.UNREACHABLE;
    };
  }

  private static ExitCode code(WatchRefused refused) {
    return switch (refused.code()) {
      case NO_RIGHT_TO_INSTALL, NO_RIGHT_TO_COLLECT, NO_RIGHT_TO_REMOVE -> ExitCode.USAGE;
      case NOT_INSTALLED, FOREIGN_TABLE -> ExitCode.REFUSED;
      case BUSY -> ExitCode.LOCK_BUSY;
    };
  }

  private static ExitCode code(RepairRefused refused) {
    return switch (refused.code()) {
      case ACTION_FAILED -> ExitCode.MIGRATION_FAILED;
      case NOT_PROVED -> ExitCode.PENDING;
      default -> ExitCode.REFUSED;
    };
  }

  private static ExitCode code(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Corrupted f -> ExitCode.TAMPERED;
      case StoreFailure.ContentTampered f -> ExitCode.TAMPERED;
      case StoreFailure.HeadDamaged f -> ExitCode.TAMPERED;
      case StoreFailure.SchemaMissing f -> ExitCode.CANNOT_DECIDE;
      case StoreFailure.NewerFormat f -> ExitCode.USAGE;
      case StoreFailure.NoRightToInstall f -> ExitCode.USAGE;
      case StoreFailure.NotPermitted f -> ExitCode.USAGE;
      default -> ExitCode.UNREACHABLE;
    };
  }

  private static ExitCode code(SnapshotFailure failure) {
    return switch (failure.code()) {
      case DENIED, UNREADABLE -> ExitCode.USAGE;
      case LOCKED -> ExitCode.LOCK_BUSY;
      case CHANGING, REFUSED -> ExitCode.CANNOT_DECIDE;
      case LOST -> ExitCode.UNREACHABLE;
    };
  }

  /** What a JSON reader gets when there is no answer. */
  record ErrorAnswer(String schema, int exitCode, String message) {}
}
