package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records which history goes on where ledger and target are of different times or places.
 *
 * @param target the target it is for
 * @param systemIdentifier the cluster the target is in
 * @param database its database's name
 * @param names the other names under which receipts of this target were written
 * @param taken what the target proves to have applied and the ledger does not know as such
 * @param undone what the ledger knows as applied and the target does not hold
 * @param kept what the ledger knows as applied and the target holds without a receipt
 * @param found what ledger and target say, side by side
 * @param reason why
 */
public record SettleRestore(
    @TargetAggregateIdentifier String target,
    String systemIdentifier,
    String database,
    List<String> names,
    List<PlannedMigration> taken,
    List<Version> undone,
    List<Version> kept,
    String found,
    String reason)
    implements LedgerCommand {

  public SettleRestore {
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
