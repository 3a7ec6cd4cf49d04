package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows of a target's DDL capture: how far it has taken in what was captured, and
 * how it last found each part.
 *
 * @param running it is installed, as far as the ledger was told
 * @param checkedAt the last time it was looked at, by the target's clock
 * @param transaction the transaction of the last row that was taken in
 * @param ordinal that row's place in its transaction
 * @param floor rows captured until then were taken in or lost, whatever their transaction
 * @param parts how each part was last found
 */
public record CaptureState(
    boolean running,
    Instant checkedAt,
    long transaction,
    int ordinal,
    Instant floor,
    List<Known> parts) {

  /** Nothing was ever captured. */
  public static final CaptureState NONE =
      new CaptureState(false, Instant.EPOCH, 0, 0, Instant.EPOCH, List.of());

  /**
   * A part as it was last found.
   *
   * @param part the part
   * @param gapFrom when its open gap began; the epoch when it is intact
   */
  public record Known(CapturePart part, Instant gapFrom) {

    public Known {
      requireNonNull(part, "part");
      requireNonNull(gapFrom, "gapFrom");
    }
  }

  public CaptureState {
    requireNonNull(checkedAt, "checkedAt");
    requireNonNull(floor, "floor");
    parts = List.copyOf(parts);
  }

  /** How a part was last found. */
  public Optional<Known> known(String name) {
    return parts.stream().filter(k -> k.part().name().equals(name)).findFirst();
  }

  /** Whether a row was never taken in. */
  public boolean isNew(ObservedDdl row) {
    boolean after =
        row.transaction() > transaction
            || (row.transaction() == transaction && row.ordinal() > ordinal);
    return after && row.at().isAfter(floor);
  }

  CaptureState after(CaptureEvent event) {
    return switch (event) {
      case CaptureStarted e -> started(e);
      case CaptureStopped e -> stopped(e.at());
      case CaptureChecked e -> checked(e.at());
      case CaptureGap e -> with(e);
      case DdlObserved e -> observed(e.ddl());
    };
  }

  private CaptureState started(CaptureStarted e) {
    var intact = e.parts().stream().map(p -> new Known(p, Instant.EPOCH)).toList();
    return new CaptureState(true, e.at(), transaction, ordinal, floor, intact);
  }

  private CaptureState stopped(Instant at) {
    return new CaptureState(false, at, transaction, ordinal, floor, List.of());
  }

  private CaptureState checked(Instant at) {
    return new CaptureState(running, at, transaction, ordinal, floor, parts);
  }

  CaptureState observed(ObservedDdl row) {
    return new CaptureState(running, checkedAt, row.transaction(), row.ordinal(), floor, parts);
  }

  /** After another history began, numbers of transactions are given a second time. */
  CaptureState with(CaptureGap e) {
    return switch (e.part().kind()) {
      case ROWS -> this;
      case TIMELINE -> new CaptureState(running, checkedAt, 0, 0, e.from(), found(e));
      case INSTALLED, FAILURES ->
          new CaptureState(running, checkedAt, transaction, ordinal, floor, found(e));
    };
  }

  private List<Known> found(CaptureGap e) {
    var found = new ArrayList<>(parts);
    found.removeIf(k -> k.part().name().equals(e.part().name()));
    found.add(new Known(e.part(), e.open() ? e.from() : Instant.EPOCH));
    return found;
  }
}
