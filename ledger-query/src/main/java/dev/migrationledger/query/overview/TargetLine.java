package dev.migrationledger.query.overview;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a target stands.
 *
 * @param target its name
 * @param states how many migrations are in each state that occurs, by the state's word
 * @param openEdits how many edits of applied scripts nobody has dealt with
 * @param openDrift how many objects differ from what the ledger says
 * @param run the newest run's id, empty when there was none
 * @param outcome how that run stands, empty when there was none
 * @param runAt when it started
 * @param runBy who ran it
 */
public record TargetLine(
    String target,
    Map<String, Integer> states,
    int openEdits,
    int openDrift,
    String run,
    String outcome,
    Moment runAt,
    String runBy) {

  public TargetLine {
    requireNonNull(target, "target");
    states = Map.copyOf(new TreeMap<>(states));
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    requireNonNull(runAt, "runAt");
    requireNonNull(runBy, "runBy");
  }

  /** How many migrations are in a state. */
  public int count(String state) {
    return states.getOrDefault(state, 0);
  }

  /** How many migrations the ledger knows of it. */
  public int total() {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many will not run by themselves: refused, failed, half-done or retired ones. */
  public int neverRan() {
    return count("rejected") + count("failed") + count("unknown") + count("retired");
  }
}
