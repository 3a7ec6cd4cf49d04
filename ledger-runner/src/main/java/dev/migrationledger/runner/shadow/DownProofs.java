package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What was proved of down scripts.
 *
 * @param proofs those tried, ascending
 * @param last the schema at the end: one, or none when a migration failed
 * @param findings what does not hold
 */
public record DownProofs(
    List<DownProof> proofs, List<SchemaSnapshot> last, List<Finding> findings) {

  public DownProofs {
    proofs = List.copyOf(proofs);
    last = List.copyOf(last);
    findings = List.copyOf(findings);
  }

  /** What was proved of a migration's down script; empty when it has none or was not reached. */
  public Optional<DownProof> of(Version version) {
    return proofs.stream()
        .filter(p -> p.migration().version().number() == version.number())
        .findFirst();
  }
}
