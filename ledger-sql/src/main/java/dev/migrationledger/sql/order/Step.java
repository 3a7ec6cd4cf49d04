package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;

/** A statement of a script, both by their position. */
record Step(int script, int statement) implements Comparable<Step> {

  Spot spot(Place place) {
    return new Spot(script, place);
  }

  @Override
  public int compareTo(Step other) {
    int byScript = Integer.compare(script, other.script);
    return byScript == 0 ? Integer.compare(statement, other.statement) : byScript;
  }
}
