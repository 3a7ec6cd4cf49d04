package dev.migrationledger.query.ask;

import java.io.Serial;

/** The rest of an answer was asked for, and the ledger has moved on since its first part. */
public final class MovedOn extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MovedOn(long begun, long asOf) {
    super(
        ("the parts before cover the events up to %d, and the ledger is at event %d now: the rest"
                + " would be that of another answer")
            .formatted(begun, asOf));
  }
}
