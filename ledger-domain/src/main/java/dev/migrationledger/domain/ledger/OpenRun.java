package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import java.util.Optional;

/**
 * A run that has started and not finished.
 *
 * @param id its id, empty when no run is open
 * @param plan what it declared to execute, in order; in a rollback these are the down scripts
 * @param done how many of the plan have an outcome
 * @param applied how many of those went well
 * @param back why and to what it takes migrations back; {@link Back#NONE} when it applies them
 */
public record OpenRun(String id, List<PlannedMigration> plan, int done, int applied, Back back) {

  /**
   * What makes a run a rollback.
   *
   * @param reason why, empty when it is none
   * @param schemas for each step of the plan, the hash of the snapshot that it returns to
   */
  public record Back(String reason, List<String> schemas) {

    /** The run applies migrations. */
    public static final Back NONE = new Back("", List.of());

    public Back {
      requireNonNull(reason, "reason");
      schemas = List.copyOf(schemas);
    }
  }

  /** No run is open. */
  public static final OpenRun NONE = new OpenRun("", List.of(), 0, 0, Back.NONE);

  public OpenRun {
    requireNonNull(id, "id");
    plan = List.copyOf(plan);
    requireNonNull(back, "back");
    if (applied < 0 || done > plan.size() || applied > done) {
      throw new IllegalArgumentException(
          "impossible progress: " + done + " of " + plan.size() + ", " + applied + " applied");
    }
  }

  static OpenRun of(RunStarted e) {
    return new OpenRun(e.run(), e.plan(), 0, 0, Back.NONE);
  }

  private static OpenRun of(RollbackStarted e) {
    return new OpenRun(
        e.run(),
        e.plan().stream().map(PlannedRollback::script).toList(),
        0,
        0,
        new Back(e.reason(), e.plan().stream().map(PlannedRollback::schema).toList()));
  }

  /** Whether a run is open. */
  public boolean isOpen() {
    return !id.isEmpty();
  }

  /** Whether it takes migrations back. */
  public boolean isRollback() {
    return !back.reason().isEmpty();
  }

  /** The next planned migration without an outcome. */
  public Optional<PlannedMigration> next() {
    return done < plan.size() ? Optional.of(plan.get(done)) : Optional.empty();
  }

  /** The planned migrations that were not tried. */
  public List<Version> notTried() {
    return plan.subList(done, plan.size()).stream().map(PlannedMigration::version).toList();
  }

  /** Whether a migration of it failed: nothing more is tried then. */
  public boolean hasFailed() {
    return done > applied;
  }

  PlannedMigration lastTried() {
    return plan.get(done - 1);
  }

  /** Whether it may still report an outcome of that migration. */
  boolean awaits(Version version) {
    return plan.subList(done, plan.size()).stream().anyMatch(p -> p.version().equals(version));
  }

  OpenRun after(RollbackEvent event) {
    return switch (event) {
      case RollbackRefused e -> this;
      case RollbackStarted e -> of(e);
      case MigrationRolledBack e -> afterOutcome(true);
      case RollbackFailed e -> afterOutcome(false);
      case RollbackFinished e -> NONE;
    };
  }

  OpenRun afterOutcome(boolean success) {
    return new OpenRun(id, plan, done + 1, applied + (success ? 1 : 0), back);
  }
}
