package dev.migrationledger.runner.recovery.state;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;

/** How a way out is carried out. */
public sealed interface Repair {

  /** Records what the receipts prove of a run that nobody saw end. */
  record Settle() implements Repair {}

  /** Applies a script, from its beginning or from a statement. */
  record Apply(RecoveryPlan plan) implements Repair {}

  /** Records that a migration counts as done, or that its recovery is. */
  record MarkDone(Version version, MigrationStatus status, String found) implements Repair {}

  /** Takes a migration out of use. */
  record Retire(Version version) implements Repair {}

  /** Runs the statements of the steps. */
  record RunSql() implements Repair {}

  /** Records that it stays as it is. */
  record Accept() implements Repair {}

  /** Records that a receipt tells bytes that never ran. */
  record Disown(Version version, Checksum receipt) implements Repair {}

  /** Records which history goes on. */
  record Restore(
      List<String> names,
      List<PlannedMigration> taken,
      List<Version> undone,
      List<Version> kept,
      boolean here)
      implements Repair {

    public Restore {
      names = List.copyOf(names);
      taken = List.copyOf(taken);
      undone = List.copyOf(undone);
      kept = List.copyOf(kept);
    }
  }

  /** Records the end of a repair that is done. */
  record Close() implements Repair {}
}
