package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import java.util.Objects;

/**
 * Why a script needs another: as in "uses table users, which the other creates".
 *
 * @param does what the script does to the object: uses, drops, replaces, creates again
 * @param object with its kind, as in {@code table users}
 * @param place where it does that
 * @param did what the other script did to it: creates, uses, drops
 * @param origin where the other did that
 */
public record Reason(String does, String object, Place place, String did, Place origin) {

  public Reason {
    Objects.requireNonNull(does, "does");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(did, "did");
    Objects.requireNonNull(origin, "origin");
  }
}
