package dev.migrationledger.runner.shadow;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay gave.
 *
 * @param serverVersion the server's version, the major one alone when nothing had to run
 * @param known whether all schemas asked for were known, so that nothing ran
 * @param migrations in their order, up to the one that failed
 * @param schemas what was asked for, by how many migrations ran before
 * @param findings why it ended early, and which scripts are for other environments
 */
public record Replayed(
    String serverVersion,
    boolean known,
    List<ReplayedMigration> migrations,
    Map<Integer, SchemaSnapshot> schemas,
    List<Finding> findings) {

  public Replayed {
    requireNonNull(serverVersion, "serverVersion");
    migrations = List.copyOf(migrations);
    schemas = Map.copyOf(schemas);
    findings = List.copyOf(findings);
  }

  /** Whether a script failed. */
  public boolean failed() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  /** The schema that all migrations make; empty when one failed. */
  public Optional<SchemaSnapshot> schema() {
    return failed() ? Optional.empty() : Optional.ofNullable(schemas.get(migrations.size()));
  }

  /** The schema right after a migration, where it was asked for. */
  public Optional<SchemaSnapshot> schemaAfter(Version version) {
    for (var i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).planned().version().number() == version.number()) {
        return Optional.ofNullable(schemas.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
