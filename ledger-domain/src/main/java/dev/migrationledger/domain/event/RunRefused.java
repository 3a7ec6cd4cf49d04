package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A run was refused before anything was executed.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param findings everything that was found
 */
@Revision("1")
public record RunRefused(String target, String run, List<Finding> findings) implements LedgerEvent {

  public RunRefused {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    findings = List.copyOf(findings);
  }
}
