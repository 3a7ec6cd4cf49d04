package dev.migrationledger.runner.source;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Checksum;
import java.util.List;

/**
 * What a migration's text says.
 *
 * @param source the file
 * @param normalisedChecksum SHA-256 after CRLF became LF and a byte order mark was taken off
 * @param dependencies what its header declares
 * @param environments where its header lets it run; empty means everywhere
 * @param transactional whether it runs in one transaction
 * @param statements how many statements it holds
 * @param findings what is wrong or notable in the text
 * @param facts the objects it names, where PostgreSQL's parser was asked
 */
public record ParsedScript(
    SourceFile source,
    Checksum normalisedChecksum,
    List<DeclaredDependency> dependencies,
    List<String> environments,
    boolean transactional,
    int statements,
    List<Finding> findings,
    FoundFacts facts) {

  public ParsedScript {
    requireNonNull(source, "source");
    requireNonNull(normalisedChecksum, "normalisedChecksum");
    dependencies = List.copyOf(dependencies);
    environments = List.copyOf(environments);
    findings = List.copyOf(findings);
    requireNonNull(facts, "facts");
  }

  ParsedScript with(FoundFacts newFacts) {
    return new ParsedScript(
        source,
        normalisedChecksum,
        dependencies,
        environments,
        transactional,
        statements,
        findings,
        newFacts);
  }

  ParsedScript with(boolean newTransactional, List<Finding> newFindings) {
    return new ParsedScript(
        source,
        normalisedChecksum,
        dependencies,
        environments,
        newTransactional,
        statements,
        newFindings,
        facts);
  }

  /** The script as a step of a plan. */
  public PlannedMigration planned() {
    return new PlannedMigration(source.version(), source.file(), source.checksum());
  }
}
