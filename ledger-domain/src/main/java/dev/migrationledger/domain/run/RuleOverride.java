package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;

/**
 * A rule that somebody set aside for one migration in one run.
 *
 * @param rule the rule's code, e.g. {@code PLAN-005}
 * @param version the migration it is set aside for
 * @param reason why, never empty
 */
public record RuleOverride(String rule, Version version, String reason) {

  public RuleOverride {
    requireNonNull(version, "version");
    if (rule.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an override needs a rule and a reason");
    }
  }
}
