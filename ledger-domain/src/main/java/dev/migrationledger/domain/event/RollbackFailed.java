package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * A down script was tried and did not end well: its migration stays applied.
 *
 * @param target the target it happened on
 * @param run the run it belongs to
 * @param version the migration
 * @param file its down script
 * @param checksum the down script's bytes that ran
 * @param failure why
 * @param attempts how often it was tried in this run
 * @param durationMs milliseconds spent
 */
@Revision("1")
public record RollbackFailed(
    String target,
    String run,
    Version version,
    String file,
    Checksum checksum,
    Failure failure,
    int attempts,
    long durationMs)
    implements RollbackEvent {

  public RollbackFailed {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(failure, "failure");
  }
}
