package dev.migrationledger.store.verify;

import static java.util.Objects.requireNonNull;

/**
 * A contradiction that was found.
 *
 * @param index the first bad event's index, −1 when it is about the store as a whole
 * @param check the check that failed, one of {@link Verification#checked}
 * @param detail what was found and what was expected
 */
public record FirstBad(long index, String check, String detail) {

  public FirstBad {
    requireNonNull(check, "check");
    requireNonNull(detail, "detail");
  }
}
