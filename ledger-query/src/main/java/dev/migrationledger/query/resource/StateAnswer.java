package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import java.util.List;
import java.util.Map;

/**
 * A target as it was when the log ended with a certain event.
 *
 * @param schema {@code ledger/state/v1}
 * @param target the target
 * @param asOf index of that event, −1 for before all
 * @param at when it was recorded
 * @param migrations where each migration stood, by number, then by file
 * @param openEdits the edits that nobody had settled
 * @param openDrift the objects that were known to differ
 * @param running the runs that were under way
 * @param schemaHash SHA-256 of the schema the ledger went by, empty when it had seen none
 * @param evidence that event
 */
public record StateAnswer(
    String schema,
    String target,
    long asOf,
    Moment at,
    List<Map<String, Object>> migrations,
    List<Map<String, Object>> openEdits,
    List<Map<String, Object>> openDrift,
    List<Map<String, Object>> running,
    String schemaHash,
    List<Evidence> evidence) {

  public StateAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    migrations = List.copyOf(migrations);
    openEdits = List.copyOf(openEdits);
    openDrift = List.copyOf(openDrift);
    running = List.copyOf(running);
    requireNonNull(schemaHash, "schemaHash");
    evidence = List.copyOf(evidence);
  }
}
