package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * A migration ran and its change is committed in the target.
 *
 * @param target the target it happened on
 * @param run the run it belongs to
 * @param version the migration
 * @param file its file
 * @param checksum the bytes that ran
 * @param execution how it ran
 * @param outOfOrder a higher version had been applied before
 * @param fromReceipt known from its receipt only: the runner did not live to record it
 */
@Revision("1")
public record MigrationApplied(
    String target,
    String run,
    Version version,
    String file,
    Checksum checksum,
    Execution execution,
    boolean outOfOrder,
    boolean fromReceipt)
    implements LedgerEvent {

  public MigrationApplied {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(execution, "execution");
  }
}
