package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Objects;

/**
 * A place that a rule is about.
 *
 * @param what the object's name as the script has it, or whatever else the rule's sentence is about
 * @param statement the statement's number in the script, from 1
 * @param table the relation it is done to
 */
public record Hit(Place place, String what, int statement, TableName table) {

  public Hit {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(table, "table");
  }

  /** The same, done to another relation than the one the statement names first. */
  public Hit on(Node relation) {
    return new Hit(place, what, statement, TableName.of(relation));
  }

  /** The same, done to the relation of this name. */
  public Hit on(List<String> name) {
    return new Hit(place, what, statement, TableName.of(name));
  }
}
