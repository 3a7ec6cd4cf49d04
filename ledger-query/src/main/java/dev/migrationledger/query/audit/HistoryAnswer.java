package dev.migrationledger.query.audit;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * What happened on a target, oldest first.
 *
 * @param schema {@code ledger/history/v1}
 * @param target the target
 * @param asOf index of the last event it covers, −1 when there is none
 * @param events the events that were asked for
 */
public record HistoryAnswer(String schema, String target, long asOf, List<Line> events) {

  public HistoryAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    events = List.copyOf(events);
  }

  /**
   * One event.
   *
   * @param index its index in the log
   * @param event what it is
   * @param version the migration it is about, may be empty
   * @param file the file it is about, may be empty
   * @param run the run it belongs to, may be empty
   * @param actor who caused it
   * @param at when it was recorded
   * @param sentence what happened
   * @param leaf its leaf hash
   */
  public record Line(
      long index,
      String event,
      String version,
      String file,
      String run,
      String actor,
      Moment at,
      String sentence,
      String leaf) {

    public Line {
      requireNonNull(event, "event");
      requireNonNull(version, "version");
      requireNonNull(file, "file");
      requireNonNull(run, "run");
      requireNonNull(actor, "actor");
      requireNonNull(at, "at");
      requireNonNull(sentence, "sentence");
      requireNonNull(leaf, "leaf");
    }
  }
}
