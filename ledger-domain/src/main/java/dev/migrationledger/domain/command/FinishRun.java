package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RunOutcome;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a run ended.
 *
 * @param target the target it is for
 * @param run the run's id
 * @param outcome how
 * @param durationMs milliseconds from start to end; 0 when nobody saw the end
 */
public record FinishRun(
    @TargetAggregateIdentifier String target, String run, RunOutcome outcome, long durationMs)
    implements LedgerCommand {

  public FinishRun {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
  }
}
