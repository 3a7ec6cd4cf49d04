package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * One thing a statement does to one object.
 *
 * @param place where the object is named; inside a routine's body, where the statement starts that
 *     names it
 * @param lenient whether it is no error when the object exists already (CREATE), or is missing
 *     (everything else)
 * @param detail what is told beyond that, as in {@code rename}, {@code owner}, {@code grant},
 *     {@code comment}, {@code foreign key}, {@code cascade}; else empty
 */
public record Fact(
    Action action,
    ObjectKind kind,
    ObjectName name,
    Place place,
    Moment moment,
    boolean lenient,
    String detail) {

  public Fact {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(moment, "moment");
    Objects.requireNonNull(detail, "detail");
  }

  /** As in {@code CREATE column t.a}. */
  @Override
  public String toString() {
    return action
        + " "
        + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + " "
        + name.written();
  }
}
