package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * A rule and where it was found.
 *
 * @param message the rule's condition with the names of this place; it comes from the script, so it
 *     may hold anything
 */
public record LintFinding(Rule rule, Place place, String message) {

  public LintFinding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
  }
}
