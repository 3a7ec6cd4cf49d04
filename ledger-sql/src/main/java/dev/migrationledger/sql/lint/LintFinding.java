package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.lint.script.TableName;
import java.util.Objects;

/**
 * A rule and where it was found.
 *
 * @param message the rule's condition with the names of this place; it comes from the script, so it
 *     may hold anything
 * @param statement the statement's number in the script, from 1; 0 when it is about none
 * @param table the relation it is about, if it is about one
 */
public record LintFinding(Rule rule, Place place, String message, int statement, TableName table) {

  public LintFinding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(table, "table");
  }
}
