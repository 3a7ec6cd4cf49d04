package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A rollback ended.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param outcome how
 * @param rolledBack how many migrations it took back
 * @param notTried planned and not tried: they stay applied
 * @param durationMs milliseconds from start to end; 0 when nobody saw the end
 */
@Revision("1")
public record RollbackFinished(
    String target,
    String run,
    RunOutcome outcome,
    int rolledBack,
    List<Version> notTried,
    long durationMs)
    implements RollbackEvent {

  public RollbackFinished {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    notTried = List.copyOf(notTried);
  }
}
