package dev.migrationledger.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants a run to do.
 *
 * @param environment where the target serves
 * @param to the highest version to apply, empty for all
 * @param overrides the rules set aside
 * @param cosmeticEdits whether an applied file may change in comments, blanks and case of words
 */
public record PlanRequest(
    String environment, String to, List<RuleOverride> overrides, boolean cosmeticEdits) {

  /** The family of rules that is set aside for a migration as one. */
  public static final String UNMET = "PREREQ";

  public PlanRequest {
    requireNonNull(environment, "environment");
    requireNonNull(to, "to");
    overrides = List.copyOf(overrides);
  }

  Optional<Version> limit() {
    return to.isEmpty() ? Optional.empty() : Optional.of(new Version(to));
  }

  boolean allowsOutOfOrder(Version version) {
    return override(PlanCode.OUT_OF_ORDER.code(), version).isPresent();
  }

  /** Who lets a migration run although something it needs is not there says why. */
  Optional<RuleOverride> allowsUnmet(Version version) {
    return override(UNMET, version);
  }

  private Optional<RuleOverride> override(String rule, Version version) {
    return overrides.stream()
        .filter(o -> o.rule().equals(rule) && o.version().compareTo(version) == 0)
        .findFirst();
  }
}
