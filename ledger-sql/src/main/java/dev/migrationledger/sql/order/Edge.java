package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import java.util.List;
import java.util.Objects;

/**
 * One script needs another.
 *
 * @param from the script that needs the other, by its position in {@link Resolution#scripts}
 * @param to the script that is needed
 * @param place where {@code from} says so, or uses the first object
 * @param reasons of a derived one, each object once; a declared one has none
 */
public record Edge(int from, int to, Kind kind, Place place, List<Reason> reasons) {

  public Edge {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    reasons = List.copyOf(reasons);
  }

  /** Where a dependency comes from. */
  public enum Kind {
    /** A {@code -- DEPENDS:} line. */
    DECLARED,
    /** The objects that the statements create and use. */
    DERIVED
  }
}
