package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.DeclaredDependency;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that what a script declares to need is there, or will be before it. */
final class Dependencies {

  private Dependencies() {}

  static List<Finding> check(
      ParsedScript script,
      MigrationFolder folder,
      LedgerState state,
      Map<Version, ParsedScript> candidates) {
    var findings = new ArrayList<Finding>();
    for (var declared : script.dependencies()) {
      unmet(script, declared, folder, state, candidates).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> unmet(
      ParsedScript script,
      DeclaredDependency declared,
      MigrationFolder folder,
      LedgerState state,
      Map<Version, ParsedScript> candidates) {
    var needed = declared.dependency().version();
    var named = declared.dependency().file();
    var known = state.migration(needed);
    var candidate = Optional.ofNullable(candidates.get(needed));
    var actual =
        candidate
            .map(c -> c.source().file())
            .or(() -> known.map(k -> k.file()))
            .or(() -> retiredFile(folder, needed));
    if (actual.isEmpty()) {
      var ambiguous = folder.ambiguous().stream().anyMatch(f -> f.version().equals(needed));
      return ambiguous
          ? Optional.empty()
          : finding(
              PlanCode.UNKNOWN_DEPENDENCY, script, declared, "there is no migration " + needed);
    }
    if (!named.isEmpty() && !named.equals(actual.get())) {
      return finding(PlanCode.UNKNOWN_DEPENDENCY, script, declared, needed + " is " + actual.get());
    }
    var status = known.map(k -> k.status());
    if (status.filter(MigrationStatus::isDone).isPresent()) {
      return Optional.empty();
    }
    if (candidate.isEmpty()) {
      return finding(
          PlanCode.LATE_DEPENDENCY,
          script,
          declared,
          actual.get() + " is " + status.map(s -> word(s)).orElse("retired") + " and will not run");
    }
    return needed.compareTo(script.source().version()) < 0
        ? Optional.empty()
        : finding(PlanCode.LATE_DEPENDENCY, script, declared, actual.get() + " would run after it");
  }

  private static String word(MigrationStatus status) {
    return status.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static Optional<String> retiredFile(MigrationFolder folder, Version version) {
    return folder.retired().stream()
        .filter(f -> f.version().equals(version))
        .map(f -> f.file())
        .findFirst();
  }

  private static Optional<Finding> finding(
      PlanCode code, ParsedScript script, DeclaredDependency declared, String why) {
    var needed = declared.dependency();
    var name = needed.file().isEmpty() ? needed.version().text() : needed.file();
    return Optional.of(
        code.at(
            script.source().file(),
            declared.line(),
            declared.column(),
            script.source().file() + " depends on " + name + ": " + why));
  }
}
