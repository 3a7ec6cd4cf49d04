package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import java.util.List;

/**
 * What a run will do, and what stands against it.
 *
 * @param steps what will be applied, in order; meaningless when refused
 * @param discovered scripts that are new to the ledger, or new in bytes, and in themselves sound
 * @param edited applied migrations whose file is not as the ledger saw it last
 * @param retiredByHand files renamed to .retired that the ledger does not know as retired
 * @param findings everything that was found, errors first
 */
public record Plan(
    List<ParsedScript> steps,
    List<ParsedScript> discovered,
    List<FoundEdit> edited,
    List<SourceFile> retiredByHand,
    List<Finding> findings) {

  public Plan {
    steps = List.copyOf(steps);
    discovered = List.copyOf(discovered);
    edited = List.copyOf(edited);
    retiredByHand = List.copyOf(retiredByHand);
    findings = List.copyOf(findings);
  }

  /** Whether a finding keeps the run from starting. */
  public boolean refused() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  /** The steps as the ledger records them. */
  public List<PlannedMigration> intent() {
    return steps.stream().map(ParsedScript::planned).toList();
  }
}
