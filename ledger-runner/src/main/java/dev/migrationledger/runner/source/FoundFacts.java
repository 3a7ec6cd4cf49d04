package dev.migrationledger.runner.source;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.sql.facts.Fact;
import java.util.List;

/**
 * What the trees of a script's statements tell of the objects it names.
 *
 * @param unread why it was not told, or not of every statement; empty when all was read
 * @param statements the facts of each statement, in the script's order
 */
public record FoundFacts(String unread, List<List<Fact>> statements) {

  static final FoundFacts NOT_ASKED = unread("no parser was asked");

  public FoundFacts {
    requireNonNull(unread, "unread");
    statements = List.copyOf(statements);
  }

  static FoundFacts unread(String why) {
    return new FoundFacts(why, List.of());
  }
}
