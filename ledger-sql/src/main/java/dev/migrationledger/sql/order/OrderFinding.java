package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * Something that cannot be in the order the scripts have.
 *
 * @param sure whether it is bound to fail; not when SQL that cannot be known runs before it
 * @param file the script it is found in
 */
public record OrderFinding(
    OrderCode code, boolean sure, String file, Place place, String message, String remedy) {

  public OrderFinding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
  }
}
