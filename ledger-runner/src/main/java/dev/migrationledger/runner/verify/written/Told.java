package dev.migrationledger.runner.verify.written;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/** Something that is not as a script writes it, or that it left behind. */
public record Told(Sort sort, Place place, String message) {

  /** What it is about. */
  public enum Sort {
    /** An object has another shape. */
    SHAPE,
    /** A privilege or an owner is another. */
    RIGHT,
    /** A statement about default privileges has changed nothing. */
    IN_VAIN,
    /** Nothing uses it any more. */
    LEFT,
    /** The catalogs could not be asked. */
    NOT_LOOKED
  }

  public Told {
    Objects.requireNonNull(sort, "sort");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
  }
}
