package dev.migrationledger.runner.approval;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import java.util.List;

/**
 * How far a migration is approved.
 *
 * @param migration the migration, in the bytes that would run
 * @param needed how many people have to approve
 * @param by whose approvals count
 * @param without whose approvals do not count, each with the reason in words
 */
public record Approved(
    PlannedMigration migration, int needed, List<String> by, List<String> without) {

  public Approved {
    requireNonNull(migration, "migration");
    by = List.copyOf(by);
    without = List.copyOf(without);
  }

  /** How many approvals it lacks. */
  public int missing() {
    return Math.max(0, needed - by.size());
  }

  /** What it has and lacks, in words. */
  public String told() {
    return "%s needs %s of somebody else than its author and its runner, and has %s%s"
        .formatted(
            migration.file(),
            needed == 1 ? "the approval" : "the approvals of " + needed + " people, each",
            by.isEmpty() ? "none" : by.size() + " (" + String.join(", ", by) + ")",
            without.isEmpty() ? "" : "; " + String.join("; ", without));
  }
}
