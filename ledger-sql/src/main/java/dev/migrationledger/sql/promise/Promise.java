package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.Objects;

/**
 * What a script says of one object, when all of it has run.
 *
 * @param there whether the object is there; else it is not
 * @param definition how it is, as far as the script writes it
 * @param place the statement's words that say so last
 * @param lenient whether the statement is passed over when the object is there already
 */
public record Promise(
    ObjectKind kind,
    ObjectName name,
    boolean there,
    Definition definition,
    Place place,
    boolean lenient) {

  public Promise {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(place, "place");
  }

  Promise with(Definition other) {
    return new Promise(kind, name, there, other, place, lenient);
  }
}
