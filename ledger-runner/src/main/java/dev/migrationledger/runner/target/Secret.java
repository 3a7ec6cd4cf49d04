package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

/**
 * A password that does not print itself.
 *
 * @param value the password, empty when there is none
 */
public record Secret(String value) {

  public Secret {
    requireNonNull(value, "value");
  }

  /** No password. */
  public static Secret none() {
    return new Secret("");
  }

  @Override
  public String toString() {
    return "***";
  }
}
