package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.GapCause;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules about captured DDL: nothing is recorded twice, and no doubt is left out. */
final class CaptureRules {

  /** A look that found nothing new is recorded when the last record is so old. */
  private static final Duration QUIET = Duration.ofHours(1);

  private CaptureRules() {}

  static List<LedgerEvent> start(LedgerState state, StartCapture c) {
    var known = state.capture();
    var parts = known.parts().stream().map(CaptureState.Known::part).toList();
    boolean same = known.running() && Set.copyOf(c.parts()).equals(Set.copyOf(parts));
    return same ? List.of() : List.of(new CaptureStarted(c.target(), c.at(), c.parts()));
  }

  static List<LedgerEvent> stop(LedgerState state, StopCapture c) {
    LedgerRules.requireReason(c.reason(), "take the capture out");
    return state.capture().running()
        ? List.of(new CaptureStopped(c.target(), c.at(), c.reason().strip()))
        : List.of();
  }

  static List<LedgerEvent> observe(LedgerState state, ObserveDdl c) {
    var capture = state.capture();
    var events = new ArrayList<LedgerEvent>();
    if (capture.running() && !c.at().isBefore(capture.checkedAt())) {
      for (var part : c.parts()) {
        var gap = gap(state.capture(), c, part);
        if (gap.isPresent()) {
          events.add(gap.get());
          capture = capture.with(gap.get());
        }
      }
    }
    for (var row : c.rows()) {
      if (capture.isNew(row)) {
        missingBefore(capture, row).map(p -> rowsGone(c, p, row)).ifPresent(events::add);
        events.add(new DdlObserved(c.target(), row));
        capture = capture.observed(row);
      }
    }
    boolean due = !c.at().isBefore(capture.checkedAt().plus(QUIET));
    if (c.last() && capture.running() && (due || !events.isEmpty())) {
      events.add(new CaptureChecked(c.target(), c.at()));
    }
    return events;
  }

  private static Optional<CaptureGap> gap(CaptureState capture, ObserveDdl c, CapturePart part) {
    var found = capture.known(part.name());
    var before = found.map(CaptureState.Known::part).orElse(part);
    boolean wasIntact = before.isIntact();
    if (before.condition() == part.condition()
        && (before.mark().equals(part.mark()) || !wasIntact)) {
      return Optional.empty();
    }
    var from = wasIntact ? capture.checkedAt() : found.orElseThrow().gapFrom();
    var cause = cause(part.isIntact() && !wasIntact ? before : part);
    return Optional.of(
        new CaptureGap(c.target(), part, cause, earlier(from, c.at()), c.at(), !part.isIntact()));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static GapCause cause(CapturePart part) {
    return switch (part.kind()) {
      case FAILURES -> GapCause.FAILED;
      case TIMELINE -> GapCause.BRANCHED;
      case ROWS -> GapCause.ROWS_MISSING;
      case INSTALLED ->
          switch (part.condition()) {
            case INTACT -> GapCause.ALTERED;
            case DISABLED -> GapCause.DISABLED;
            case MISSING -> GapCause.MISSING;
            case CHANGED -> GapCause.CHANGED;
          };
    };
  }

  private static Optional<CapturePart> missingBefore(CaptureState capture, ObservedDdl row) {
    int expected = row.transaction() == capture.transaction() ? capture.ordinal() + 1 : 1;
    if (row.ordinal() == expected || !row.transactionStartedAt().isAfter(capture.floor())) {
      return Optional.empty();
    }
    return Optional.of(
        new CapturePart(
            CapturePart.Kind.ROWS,
            "rows of transaction " + row.transaction(),
            "",
            Condition.MISSING,
            "rows " + expected + " to " + (row.ordinal() - 1) + " were taken away"));
  }

  private static CaptureGap rowsGone(ObserveDdl c, CapturePart part, ObservedDdl row) {
    return new CaptureGap(
        c.target(),
        part,
        GapCause.ROWS_MISSING,
        earlier(row.transactionStartedAt(), row.at()),
        row.at(),
        false);
  }
}
