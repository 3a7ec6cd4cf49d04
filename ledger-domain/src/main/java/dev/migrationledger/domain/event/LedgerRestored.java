package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Ledger and target were found to be of different times or places, as after a restore or a copy,
 * and somebody decided which history goes on. What the ledger said before stays.
 *
 * @param target the target it happened on
 * @param systemIdentifier the cluster the target is in from now on
 * @param database its database's name from now on
 * @param names the other names under which receipts of this target were written
 * @param taken what the target proves to have applied and the ledger did not know as such
 * @param undone what the ledger knew as applied and the target does not hold: it may run again
 * @param kept what the ledger knows as applied and the target holds without a receipt
 * @param found what ledger and target said, side by side
 * @param reason why, as the actor put it
 */
@Revision("1")
public record LedgerRestored(
    String target,
    String systemIdentifier,
    String database,
    List<String> names,
    List<PlannedMigration> taken,
    List<Version> undone,
    List<Version> kept,
    String found,
    String reason)
    implements RepairEvent {

  public LedgerRestored {
    requireNonNull(target, "target");
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
    names = List.copyOf(names);
    taken = List.copyOf(taken);
    undone = List.copyOf(undone);
    kept = List.copyOf(kept);
    requireNonNull(found, "found");
    requireNonNull(reason, "reason");
  }
}
