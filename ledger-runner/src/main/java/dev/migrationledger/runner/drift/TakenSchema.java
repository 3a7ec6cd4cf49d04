package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.util.List;

/**
 * Goes by the schema as it stands, because somebody decided so. What they decided is recorded
 * whether the schema can be read or not.
 */
public final class TakenSchema {

  private final DriftScan scan;
  private final SchemaRecord recorder;

  /** For one decision. */
  public TakenSchema(TargetSession session, SchemaRecord recorder) {
    this.scan = new DriftScan(session, recorder);
    this.recorder = recorder;
  }

  /**
   * Takes it over; what differed from the ledger is recorded first, each object, and settled with
   * the reason.
   *
   * @return what a reader has to know
   */
  public List<Finding> take(String reason) {
    var known = recorder.state().schema();
    try {
      if (known.schema().isKnown() && known.isCurrent()) {
        return scan.settle(List.of(), DriftEnd.ACCEPTED, reason).stream()
            .map(Findings::taken)
            .toList();
      }
      scan.takeAsIs(reason);
      return known.schema().isKnown() ? List.of(Findings.behind()) : List.of();
    } catch (SnapshotFailure e) {
      return List.of(Findings.notTaken(e));
    } catch (UndecidableDrift e) {
      return List.of(Findings.of(e.code(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * The same after the target's history was given another end: which of the differences come from
   * that cannot be told, so none is recorded as one.
   */
  public List<Finding> takeRestored(String reason) {
    try {
      scan.takeAsIs(reason);
      return List.of(Findings.restored());
    } catch (SnapshotFailure e) {
      return List.of(Findings.notTaken(e));
    }
  }
}
