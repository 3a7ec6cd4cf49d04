package dev.migrationledger.domain.capture;

import static java.util.Objects.requireNonNull;

/**
 * One thing the capture rests on, as it was found in the target.
 *
 * @param kind what sort of thing
 * @param name what it is called, e.g. {@code event trigger ledger_ddl_end}
 * @param mark tells it from itself after any change: its identity and its last writer
 * @param condition how it was found
 * @param detail what is wrong with it, in words; empty when nothing is
 */
public record CapturePart(Kind kind, String name, String mark, Condition condition, String detail) {

  /** Sorts of parts. */
  public enum Kind {
    /** A trigger, function or table that was installed. */
    INSTALLED,
    /** How often the capture failed; the mark is the count. */
    FAILURES,
    /** The server's timeline; the mark is its number. */
    TIMELINE,
    /** The captured rows of one transaction. */
    ROWS
  }

  public CapturePart {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(mark, "mark");
    requireNonNull(condition, "condition");
    requireNonNull(detail, "detail");
  }

  /** Whether it is as it was installed. */
  public boolean isIntact() {
    return condition == Condition.INTACT;
  }
}
