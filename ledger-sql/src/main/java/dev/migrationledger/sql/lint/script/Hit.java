package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * A place that a rule is about.
 *
 * @param what the object's name as the script has it, or whatever else the rule's sentence is about
 */
public record Hit(Place place, String what) {

  public Hit {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(what, "what");
  }
}
