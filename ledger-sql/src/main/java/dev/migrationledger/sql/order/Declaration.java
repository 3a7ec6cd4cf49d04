package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * A dependency that a script declares.
 *
 * @param number the migration it names
 * @param file the file it names; empty when only the number is written
 * @param place where it is written
 */
public record Declaration(long number, String file, Place place) {

  public Declaration {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(place, "place");
  }
}
