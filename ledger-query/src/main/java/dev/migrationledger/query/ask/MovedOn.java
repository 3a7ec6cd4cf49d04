package dev.migrationledger.query.ask;

import java.io.Serial;

/** The rest of an answer was asked for, and the ledger has moved on since its first part. */
public final class MovedOn extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MovedOn(String target) {
    super(
        ("what is recorded that the answer may rest on is not what it was when the first part was"
                + " given, or the cursor is that of another question; this one is about %s")
            .formatted(target));
  }
}
