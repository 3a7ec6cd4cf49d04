package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;

/** A place in one of the scripts. */
record Spot(int script, Place place) {

  private static final int SUPPOSED = -1;
  private static final int TARGET = -2;

  /** Of what no script has made. */
  boolean isOnServer() {
    return script < 0;
  }

  /** Of what nobody has seen, and somebody uses. */
  boolean isSupposed() {
    return script == SUPPOSED;
  }

  /** Of what the database was seen to hold. */
  boolean isInTarget() {
    return script == TARGET;
  }

  static Spot supposed() {
    return new Spot(SUPPOSED, new Place(1, 1));
  }

  static Spot inTarget() {
    return new Spot(TARGET, new Place(1, 1));
  }
}
