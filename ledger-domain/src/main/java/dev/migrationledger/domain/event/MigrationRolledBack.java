package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * A migration was taken back by its down script, and that is committed in the target.
 *
 * @param target the target it happened on
 * @param run the run it belongs to
 * @param version the migration
 * @param file its down script
 * @param checksum the down script's bytes that ran
 * @param schema SHA-256 of the snapshot that the target returned to; empty when nobody could look
 * @param execution how the down script ran
 * @param reason why, as the actor put it who started the run
 * @param fromReceipt known from its receipt only: the runner did not live to record it, and the
 *     snapshot is the one that a replay had proved before
 */
@Revision("1")
public record MigrationRolledBack(
    String target,
    String run,
    Version version,
    String file,
    Checksum checksum,
    String schema,
    Execution execution,
    String reason,
    boolean fromReceipt)
    implements RollbackEvent {

  public MigrationRolledBack {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(schema, "schema");
    requireNonNull(execution, "execution");
    requireNonNull(reason, "reason");
  }
}
