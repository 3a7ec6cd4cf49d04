package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says what somebody found who looked afterwards at a change for which glass was broken.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param reviewer who looked
 * @param brokenBy who broke the glass, as far as known
 * @param reason what the reviewer found
 */
public record ReviewException(
    @TargetAggregateIdentifier String target,
    Version version,
    String reviewer,
    List<String> brokenBy,
    String reason)
    implements LedgerCommand {

  public ReviewException {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    if (reviewer.isBlank()) {
      throw new IllegalArgumentException("a review needs a reviewer");
    }
    brokenBy = List.copyOf(brokenBy);
    requireNonNull(reason, "reason");
  }
}
