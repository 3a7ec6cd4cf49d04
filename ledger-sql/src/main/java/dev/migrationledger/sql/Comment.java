package dev.migrationledger.sql;

import java.util.Objects;

/**
 * A line comment of a script's header.
 *
 * @param place where its {@code --} stands
 * @param text all that follows {@code --} up to the line's end, blanks included
 */
public record Comment(Place place, String text) {

  public Comment {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(text, "text");
  }
}
