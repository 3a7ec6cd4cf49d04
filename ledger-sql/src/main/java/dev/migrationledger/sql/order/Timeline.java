package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When objects are created and dropped, for the question what comes later. */
final class Timeline {

  /**
   * An object is created or dropped.
   *
   * @param unlessThere it is no error when the object is there already
   * @param certain the statement does it, not a block that may pass it over
   */
  record Event(Step step, Spot spot, boolean creates, boolean unlessThere, boolean certain) {}

  private final Map<Key, List<Event>> events = new HashMap<>();

  Timeline(List<ScriptFacts> scripts) {
    for (int i = 0; i < scripts.size(); i++) {
      List<List<Fact>> statements = scripts.get(i).statements();
      for (int j = 0; j < statements.size(); j++) {
        Step step = new Step(i, j);
        statements.get(j).forEach(fact -> note(step, fact));
      }
    }
  }

  private void note(Step step, Fact fact) {
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
          .add(new Event(step, step.spot(fact.place()), creates, fact.lenient(), certain));
    }
  }

  /** The creation that comes next under one of these names, unless it is a drop that does. */
  @Nullable Event creationAfter(List<Key> keys, Step step) {
    Event first = null;
    for (Key key : keys) {
      Event next = next(events.getOrDefault(key, List.of()), step);
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
