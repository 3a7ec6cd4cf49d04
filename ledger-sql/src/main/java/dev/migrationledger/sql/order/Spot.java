package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;

/** A place in one of the scripts. */
record Spot(int script, Place place) {

  /** Of what is supposed to be on the server. */
  static final int SERVER = -1;

  boolean isOnServer() {
    return script == SERVER;
  }

  static Spot onServer() {
    return new Spot(SERVER, new Place(1, 1));
  }
}
