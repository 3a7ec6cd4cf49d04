package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes every approval of a script back.
 *
 * @param target the target it may not run on any more
 * @param version the migration
 * @param reason why
 */
public record WithdrawApproval(
    @TargetAggregateIdentifier String target, Version version, String reason)
    implements LedgerCommand {

  public WithdrawApproval {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
  }
}
