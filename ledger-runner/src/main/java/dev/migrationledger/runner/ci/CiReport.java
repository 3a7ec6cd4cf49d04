package dev.migrationledger.runner.ci;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.shadow.ReplayedMigration;
import java.time.Duration;
import java.util.List;

/**
 * What was checked, and what was found.
 *
 * @param order the migrations in the order in which they are applied, the base branch's new ones
 *     among them
 * @param pending whether the ledger knows of some of them that they still are to run; never without
 *     a ledger
 * @param replayed what ran on an empty database; nothing when the schema was known
 * @param known whether the schema was known, so that nothing had to run
 * @param serverVersion the server's that it ran on; empty when none did
 */
public record CiReport(
    List<PlannedMigration> order,
    boolean pending,
    List<ReplayedMigration> replayed,
    boolean known,
    String serverVersion,
    List<CiCheck> checks,
    Duration duration) {

  public CiReport {
    order = List.copyOf(order);
    replayed = List.copyOf(replayed);
    requireNonNull(serverVersion, "serverVersion");
    checks = List.copyOf(checks);
    requireNonNull(duration, "duration");
  }

  /** All that was found, check by check. */
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }

  /** Whether a check of this name failed. */
  public boolean failed(String check) {
    return checks.stream().anyMatch(c -> c.name().equals(check) && c.failed());
  }

  /** Whether any did. */
  public boolean failed() {
    return checks.stream().anyMatch(CiCheck::failed);
  }
}
