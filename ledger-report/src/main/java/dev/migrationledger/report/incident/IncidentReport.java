package dev.migrationledger.report.incident;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened in a window of time, over several targets, in the order of the log.
 *
 * @param schema {@code ledger/report-incident/v1}
 * @param targets the targets it covers, by name
 * @param asOf index of the last event it covers, −1 when there is none
 * @param from the window's first moment
 * @param to the first moment after it
 * @param counts how often each sort of event happened, by its name
 * @param timeline what happened, oldest first
 */
public record IncidentReport(
    String schema,
    List<String> targets,
    long asOf,
    Moment from,
    Moment to,
    SortedMap<String, Long> counts,
    List<Step> timeline) {

  public IncidentReport {
    requireNonNull(schema, "schema");
    targets = List.copyOf(targets);
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    counts = new TreeMap<>(counts);
    timeline = List.copyOf(timeline);
  }

  /**
   * One thing that happened.
   *
   * @param index its index in the log
   * @param at when it was recorded, clock of the ledger database
   * @param target where
   * @param weight {@code trouble} for what went wrong or round the runner, {@code change} for what
   *     changed the target, {@code note} for the rest
   * @param event what it is, e.g. {@code MigrationFailed}
   * @param actor who caused it
   * @param run the run it belongs to, may be empty
   * @param sentence what happened, in words
   * @param leaf its leaf hash in the Merkle tree
   */
  public record Step(
      long index,
      Moment at,
      String target,
      String weight,
      String event,
      String actor,
      String run,
      String sentence,
      String leaf) {

    public Step {
      requireNonNull(at, "at");
      requireNonNull(target, "target");
      requireNonNull(weight, "weight");
      requireNonNull(event, "event");
      requireNonNull(actor, "actor");
      requireNonNull(run, "run");
      requireNonNull(sentence, "sentence");
      requireNonNull(leaf, "leaf");
    }
  }
}
