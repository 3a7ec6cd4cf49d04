package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Fact;
import java.util.List;
import java.util.Objects;

/**
 * What the resolver knows of one script; {@link FactCollector} makes the facts.
 *
 * @param statements the facts of each statement, in the script's order
 * @param whole whether all of the script could be read; what could not may have done anything
 */
public record ScriptFacts(
    Script script, List<Declaration> declared, List<List<Fact>> statements, boolean whole) {

  public ScriptFacts {
    Objects.requireNonNull(script, "script");
    declared = List.copyOf(declared);
    statements = List.copyOf(statements);
  }
}
