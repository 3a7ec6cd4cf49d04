package dev.migrationledger.runner.catalogue;

import static java.util.Objects.requireNonNull;

/**
 * One row of {@code docs/errors.md}.
 *
 * @param code the stable code, e.g. {@code PLAN-005}
 * @param condition when it is given
 * @param effect what state things are in then
 * @param remedy what to do, imperative
 */
public record Entry(String code, String condition, String effect, String remedy) {

  public Entry {
    requireNonNull(code, "code");
    requireNonNull(condition, "condition");
    requireNonNull(effect, "effect");
    requireNonNull(remedy, "remedy");
  }
}
