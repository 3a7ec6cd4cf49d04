package dev.migrationledger.query.replay;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a rebuild found and did; the replayed tables are in place.
 *
 * @param schema {@code ledger/rebuild/v1}
 * @param target empty: all targets are rebuilt
 * @param asOf index of the last event it covers, −1 when there is none
 * @param projections how the old tables compared with the replay
 */
public record RebuildAnswer(
    String schema, String target, long asOf, List<ProjectionCheck> projections) {

  public RebuildAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    projections = List.copyOf(projections);
  }

  /** Whether the old tables said what the events say. */
  public boolean same() {
    return projections.stream().allMatch(ProjectionCheck::same);
  }
}
