package dev.migrationledger.report.changes;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.report.Period;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;

/** An exception while the log is read on: it is open until something deals with it. */
final class Case {

  private final String kind;
  private final String subject;
  private final String by;
  private final StoredEvent stored;
  private String disposition = "open: nobody has dealt with it";
  private Instant settledAt = Instant.MAX;

  Case(String kind, String subject, String by, StoredEvent stored) {
    this.kind = kind;
    this.subject = subject;
    this.by = by;
    this.stored = stored;
  }

  /** Says what became of it; what was said first stays. */
  void settle(StoredEvent by, String words) {
    if (isOpen()) {
      disposition =
          by.index() == stored.index() ? words : "%s (event %d)".formatted(words, by.index());
      settledAt = by.recordedAt();
    }
  }

  /** Leaves it open, and says why. */
  void leave(String words) {
    disposition = words;
  }

  boolean isOpen() {
    return settledAt.equals(Instant.MAX);
  }

  /** Whether it belongs into a period: recorded in it, or still open when it began. */
  boolean concerns(Period period) {
    return period.holds(stored.recordedAt()) || carriedInto(period);
  }

  Exceptional in(Period period) {
    return new Exceptional(
        kind,
        subject,
        Moment.of(stored.recordedAt()),
        by,
        Sentences.of(stored),
        carriedInto(period),
        isOpen(),
        disposition,
        stored.index(),
        stored.leaf());
  }

  private boolean carriedInto(Period period) {
    return stored.recordedAt().isBefore(period.from()) && !settledAt.isBefore(period.from());
  }
}
