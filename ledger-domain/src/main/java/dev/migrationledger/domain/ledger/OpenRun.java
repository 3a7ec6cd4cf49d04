package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import java.util.Optional;

/**
 * A run that has started and not finished.
 *
 * @param id its id, empty when no run is open
 * @param plan what it declared, in order
 * @param done how many of the plan have an outcome
 * @param applied how many of those were applied
 */
public record OpenRun(String id, List<PlannedMigration> plan, int done, int applied) {

  /** No run is open. */
  public static final OpenRun NONE = new OpenRun("", List.of(), 0, 0);

  public OpenRun {
    requireNonNull(id, "id");
    plan = List.copyOf(plan);
    if (applied < 0 || done > plan.size() || applied > done) {
      throw new IllegalArgumentException(
          "impossible progress: " + done + " of " + plan.size() + ", " + applied + " applied");
    }
  }

  /** Whether a run is open. */
  public boolean isOpen() {
    return !id.isEmpty();
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

  OpenRun afterOutcome(boolean success) {
    return new OpenRun(id, plan, done + 1, applied + (success ? 1 : 0));
  }
}
