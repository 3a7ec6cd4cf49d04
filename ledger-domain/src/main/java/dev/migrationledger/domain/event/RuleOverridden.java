package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RuleOverride;
import org.axonframework.serialization.Revision;

/**
 * Somebody set a rule aside for one migration.
 *
 * @param target the target it happened on
 * @param run the run it holds for
 * @param override which rule, for which migration, and why
 */
@Revision("1")
public record RuleOverridden(String target, String run, RuleOverride override)
    implements LedgerEvent {

  public RuleOverridden {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(override, "override");
  }
}
