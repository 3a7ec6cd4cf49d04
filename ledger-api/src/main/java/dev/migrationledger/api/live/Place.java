package dev.migrationledger.api.live;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.run.Runs;
import java.util.List;
import java.util.Optional;

/**
 * Where a run lies in the log.
 *
 * @param first index of the event that it began with
 * @param last index of its last event so far
 * @param outcome how it stands
 * @param asOf index of the last event that this covers
 */
record Place(long first, long last, String outcome, long asOf) {

  static Optional<Place> of(List<Row> rows, long asOf) {
    return rows.stream()
        .findFirst()
        .map(row ->
            new Place(
                row.number(Runs.STARTED_INDEX).orElse(0),
                row.number(Runs.POSITION).orElse(asOf),
                row.text(Runs.OUTCOME),
                asOf));
  }

  boolean running() {
    return outcome.equals("running");
  }
}
