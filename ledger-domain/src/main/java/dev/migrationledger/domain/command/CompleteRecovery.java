package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a failure state is resolved.
 *
 * @param target the target it is for
 * @param version the migration
 * @param status its state from now on
 * @param done what was done
 * @param proof what shows that it holds
 * @param reason why
 */
public record CompleteRecovery(
    @TargetAggregateIdentifier String target,
    Version version,
    MigrationStatus status,
    String done,
    String proof,
    String reason)
    implements LedgerCommand {

  public CompleteRecovery {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
    requireNonNull(done, "done");
    requireNonNull(proof, "proof");
    requireNonNull(reason, "reason");
    switch (status) {
      case PENDING, APPLIED, FAILED, BASELINED, ROLLED_BACK -> {}
      case REJECTED, RUNNING, UNKNOWN, RETIRED ->
          throw new IllegalArgumentException("a recovery does not end as " + status);
    }
  }
}
