package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When objects are created and dropped, for the question what comes later. Most sets never ask it
 * of most sorts of objects, so each sort is gone through when it is first asked for: what the
 * replay has let go of by then lies behind, and nobody asks for it.
 */
final class Timeline {

  /**
   * An object is created or dropped.
   *
   * @param unlessThere it is no error when the object is there already
   * @param certain the statement does it, not a block that may pass it over
   */
  record Event(Step step, Place place, boolean creates, boolean unlessThere, boolean certain) {

    Spot spot() {
      return step.spot(place);
    }
  }

  private final List<ScriptFacts> scripts;
  private final Map<String, Map<Key, List<Event>>> spaces = new HashMap<>();

  /** Of scripts that are let go of one by one, each when nobody asks for what follows in it. */
  Timeline(List<ScriptFacts> scripts) {
    this.scripts = scripts;
  }

  private Map<Key, List<Event>> events(String space) {
    var known = spaces.get(space);
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < scripts.size(); i++) {
        List<List<Fact>> statements = scripts.get(i).statements();
        for (int j = 0; j < statements.size(); j++) {
          Step step = new Step(i, j);
          for (Fact fact : statements.get(j)) {
            if (space(fact.kind()).equals(space)) {
              note(known, step, fact);
            }
          }
        }
      }
      spaces.put(space, known);
    }
    return known;
  }

  private static String space(ObjectKind kind) {
    return kind.isPart() ? kind.name() : Key.space(kind);
  }

  private static void note(Map<Key, List<Event>> events, Step step, Fact fact) {
    boolean creates = fact.action() == Action.CREATE;
    boolean happens = fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK;
    if (!happens || (!creates && fact.action() != Action.DROP)) {
      return;
    }
    Key key =
        fact.kind().isPart()
            ? Key.ofPart(
                fact.kind(),
                Key.made(ObjectKind.RELATION, Key.owner(fact.name())),
                fact.name().parts().getLast())
            : Key.made(fact.kind(), fact.name());
    if (!key.schema().equals(Key.TEMPORARY)) {
      boolean certain = fact.moment() == Moment.AT_ONCE;
      events
          .computeIfAbsent(key, name -> new ArrayList<>(1))
          .add(new Event(step, fact.place(), creates, fact.lenient(), certain));
    }
  }

  /** The creation that comes next under one of these names, unless it is a drop that does. */
  @Nullable Event creationAfter(List<Key> keys, Step step) {
    Event first = null;
    for (Key key : keys) {
      Event next = next(events(key.space()).getOrDefault(key, List.of()), step);
      if (next != null && (first == null || next.step().compareTo(first.step()) < 0)) {
        first = next;
      }
    }
    return first == null || !first.creates() ? null : first;
  }

  private static @Nullable Event next(List<Event> all, Step step) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).step().compareTo(step) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < all.size() ? all.get(low) : null;
  }
}
