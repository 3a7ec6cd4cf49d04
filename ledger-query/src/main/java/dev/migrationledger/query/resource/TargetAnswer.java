package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.status.StatusAnswer;
import java.util.List;
import java.util.Map;

/**
 * One target at a glance.
 *
 * @param schema {@code ledger/target/v1}
 * @param target its name
 * @param asOf index of the last event it covers
 * @param registered what was recorded of it when it was registered, the newest first
 * @param summary how many migrations are in each state
 * @param openEdits how many edits nobody has settled
 * @param openDrift how many objects differ from what the ledger says
 * @param lastRun its newest run, none when there was no run
 * @param lastEvent the newest event about it
 */
public record TargetAnswer(
    String schema,
    String target,
    long asOf,
    List<TargetRegistered> registered,
    StatusAnswer.Summary summary,
    int openEdits,
    int openDrift,
    List<Map<String, Object>> lastRun,
    Evidence lastEvent) {

  public TargetAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    registered = List.copyOf(registered);
    requireNonNull(summary, "summary");
    lastRun = List.copyOf(lastRun);
    requireNonNull(lastEvent, "lastEvent");
  }
}
