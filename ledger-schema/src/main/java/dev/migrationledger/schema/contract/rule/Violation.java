package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

/**
 * A rule that the schema does not keep.
 *
 * @param code which sort of
 * @param warning whether it only warns, since the rule is optional
 * @param place where the rule is written
 * @param subject what it is about, e.g. {@code public.users.password_hash}
 * @param message what is required and what there is instead
 * @param remedy what to do
 */
public record Violation(
    ContractCode code,
    boolean warning,
    Place place,
    String subject,
    String message,
    String remedy) {

  public Violation {
    requireNonNull(code, "code");
    requireNonNull(place, "place");
    requireNonNull(subject, "subject");
    requireNonNull(message, "message");
    requireNonNull(remedy, "remedy");
  }

  /** {@code error} or {@code warning}. */
  public String severity() {
    return warning ? "warning" : "error";
  }

  /** One line: code, severity, place and message. */
  @Override
  public String toString() {
    return "%s %s %s: %s".formatted(code.code(), severity(), place, message);
  }
}
