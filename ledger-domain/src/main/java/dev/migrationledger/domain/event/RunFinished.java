package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A run ended.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param outcome how
 * @param applied how many migrations it applied
 * @param notTried planned and not tried
 * @param durationMs milliseconds from start to end; 0 when nobody saw the end
 */
@Revision("1")
public record RunFinished(
    String target,
    String run,
    RunOutcome outcome,
    int applied,
    List<Version> notTried,
    long durationMs)
    implements LedgerEvent {

  public RunFinished {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    notTried = List.copyOf(notTried);
  }
}
