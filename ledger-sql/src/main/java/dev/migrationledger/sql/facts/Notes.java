package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.tree.Node;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The facts of one statement, each once, at the first place that tells it. */
final class Notes {

  private record Draft(
      Action action, ObjectKind kind, ObjectName name, boolean lenient, String detail) {}

  private final Map<Draft, Integer> offsets = new LinkedHashMap<>();

  void add(Action action, ObjectKind kind, ObjectName name, Node at) {
    add(action, kind, name, at, false, "");
  }

  void add(Action action, ObjectKind kind, ObjectName name, Node at, String detail) {
    add(action, kind, name, at, false, detail);
  }

  void add(
      Action action, ObjectKind kind, ObjectName name, Node at, boolean lenient, String detail) {
    int offset = at.has("location") ? at.location() : 0;
    offsets.merge(new Draft(action, kind, name, lenient, detail), offset, Notes::first);
  }

  /** Of two offsets the smaller; 0 tells nothing. */
  private static int first(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  /** By place, then by what they say: fields of nodes come in no order. */
  List<Fact> facts(Function<Integer, Place> places, Moment moment) {
    return offsets.entrySet().stream()
        .map(entry -> {
          Draft draft = entry.getKey();
          return new Fact(
              draft.action(),
              draft.kind(),
              draft.name(),
              places.apply(entry.getValue()),
              moment,
              draft.lenient(),
              draft.detail());
        })
        .sorted(
            Comparator.comparingInt((Fact fact) -> fact.place().line())
                .thenComparingInt(fact -> fact.place().column())
                .thenComparing(Fact::action)
                .thenComparing(Fact::kind)
                .thenComparing(fact -> fact.name().written()))
        .toList();
  }
}
