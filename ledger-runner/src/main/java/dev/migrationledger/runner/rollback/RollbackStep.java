package dev.migrationledger.runner.rollback;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.List;

/**
 * One migration that is taken back.
 *
 * @param migration the migration as it was applied
 * @param down its down script, proved
 * @param expected the schema that the target shall have afterwards
 * @param open what of owners and grants in it cannot be foretold
 * @param losses the data that goes with it; none when none is known to
 */
public record RollbackStep(
    PlannedMigration migration,
    SourceFile down,
    SchemaSnapshot expected,
    RolesOpen open,
    List<Loss> losses) {

  /**
   * Data that a down script takes away; applying the migration again does not bring it back.
   *
   * @param what the object or statement, e.g. {@code column public.users.nick}
   * @param rows how many rows are concerned, -1 when it is not known
   * @param exact whether they were counted, and not taken from the server's statistics
   */
  public record Loss(String what, long rows, boolean exact) {

    public Loss {
      requireNonNull(what, "what");
    }
  }

  public RollbackStep {
    requireNonNull(migration, "migration");
    requireNonNull(down, "down");
    requireNonNull(expected, "expected");
    requireNonNull(open, "open");
    losses = List.copyOf(losses);
  }

  PlannedRollback planned() {
    return new PlannedRollback(
        migration.version(), migration.checksum(), down.file(), down.checksum(), expected.hash());
  }
}
