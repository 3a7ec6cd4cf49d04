package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects there are at one point of the replay, and those that were. */
final class Catalog {

  private final Map<Key, Map<String, Known>> known = new HashMap<>();
  private final Map<Key, Known.Gone> gone = new HashMap<>();
  private final Map<String, Set<Key>> schemas = new HashMap<>();
  private final Set<String> routines = new HashSet<>();
  private final Set<String> columns = new HashSet<>();

  /** What a database holds: relations before what belongs to them. */
  void load(Present present) {
    List<PresentObject> later = new ArrayList<>();
    for (PresentObject object : present.objects()) {
      if (object.owner().isEmpty()) {
        put(known(object, Key.of(object)));
      } else {
        later.add(object);
      }
    }
    for (PresentObject object : later) {
      Known owner = owner(object);
      if (object.kind().isPart() && owner != null) {
        Key key = Key.ofPart(object.kind(), owner.key(), object.name());
        putPart(owner, Key.part(object.kind(), object.name()), known(object, key));
      } else if (!object.kind().isPart()) {
        Known known = known(object, Key.of(object));
        put(known);
        if (owner != null) {
          owner.own(known);
        }
      }
    }
  }

  private static Known known(PresentObject object, Key key) {
    Known known = new Known(object.kind(), key, object.signature(), Spot.inTarget());
    if (object.open() && Key.isRoutine(object.kind())) {
      known.setActing();
    } else if (object.open()) {
      known.setOpen();
    }
    return known;
  }

  private @Nullable Known owner(PresentObject part) {
    Known relation = exact(new Key(Key.RELATION, part.schema(), part.owner()), "");
    return relation == null ? exact(new Key(Key.TYPE, part.schema(), part.owner()), "") : relation;
  }

  void putPart(Known owner, String name, Known part) {
    owner.putPart(name, part);
    if (part.kind() == ObjectKind.COLUMN) {
      columns.add(ownName(part));
    }
  }

  /** The names of one sort in some schemas. */
  List<String> names(String space, List<String> in) {
    return in.stream()
        .flatMap(schema -> schemas.getOrDefault(schema, Set.of()).stream())
        .filter(key -> key.space().equals(space))
        .map(Key::name)
        .toList();
  }

  /** The schemas that hold an object of that sort and name. */
  List<String> schemasOf(String space, String name) {
    return schemas.keySet().stream()
        .filter(schema -> known.containsKey(new Key(space, schema, name)))
        .sorted()
        .toList();
  }

  /** What a fact names; of a routine all that have the name, unless its signature is written. */
  List<Known> find(Fact fact) {
    if (fact.kind().isPart()) {
      Known owner = owner(fact);
      Known part = owner == null ? null : owner.part(partName(fact));
      return part == null ? List.of() : List.of(part);
    }
    for (Key key : Key.sought(fact.kind(), fact.name())) {
      Map<String, Known> found = known.getOrDefault(key, Map.of());
      Known exact = found.get(fact.name().signature());
      if (exact != null) {
        return List.of(exact);
      }
      if (!found.isEmpty()) {
        return List.copyOf(found.values());
      }
    }
    return List.of();
  }

  /** The object that a part belongs to. */
  @Nullable Known owner(Fact fact) {
    for (Key key : Key.sought(ObjectKind.TYPE, Key.owner(fact.name()))) {
      Known found = exact(key, "");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static String partName(Fact fact) {
    return Key.part(fact.kind(), fact.name().parts().getLast());
  }

  /** A part's name without that of its object. */
  static String ownName(Known part) {
    return Key.lastOf(part.key());
  }

  @Nullable Known exact(Key key, String signature) {
    return known.getOrDefault(key, Map.of()).get(signature);
  }

  Known.@Nullable Gone gone(Fact fact) {
    for (Key key : Key.sought(fact.kind(), fact.name())) {
      Known.Gone found = gone.get(key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  boolean isGone(List<Key> keys) {
    return keys.stream().anyMatch(gone::containsKey);
  }

  /** {@code t.f} may be a column of t, or the function f of its rows. */
  boolean mayBeRoutine(String name) {
    return routines.contains(name);
  }

  /** {@code f(t)} may be the column f of t. */
  boolean mayBeColumn(String name) {
    return columns.contains(name);
  }

  void put(Known object) {
    known
        .computeIfAbsent(object.key(), key -> new LinkedHashMap<>(2))
        .put(object.signature(), object);
    schemas.computeIfAbsent(object.key().schema(), name -> new LinkedHashSet<>()).add(object.key());
    if (object.key().space().equals(Key.ROUTINE)) {
      routines.add(object.key().name());
    }
  }

  /** What is dropped that nobody made. */
  void bury(Fact fact, Known.Gone why) {
    gone.put(Key.made(fact.kind(), fact.name()), why);
  }

  /** Takes an object away, and all that belongs to it. */
  void remove(Known object, Known.Gone why) {
    take(object);
    if (!known.containsKey(object.key())) {
      gone.put(object.key(), why);
    }
    for (Known owned : object.owned()) {
      if (owned == exact(owned.key(), owned.signature())) {
        take(owned);
        gone.put(owned.key(), why);
      }
    }
  }

  private void take(Known object) {
    Map<String, Known> all = known.get(object.key());
    if (all != null) {
      all.remove(object.signature());
      if (all.isEmpty()) {
        known.remove(object.key());
        schemas.getOrDefault(object.key().schema(), new HashSet<>()).remove(object.key());
      }
    }
  }

  /** What may have gone with an object: with CASCADE all that depends on it, else partitions. */
  static void doubt(Known object, boolean cascade) {
    Deque<Known> open = new ArrayDeque<>();
    for (Known dependent : object.dependents()) {
      if (cascade || (dependent.kind() == ObjectKind.TABLE && dependent.isOpen())) {
        open.add(dependent);
      }
    }
    while (!open.isEmpty()) {
      Known next = open.pop();
      if (!next.isMaybe()) {
        next.setMaybe();
        next.setOpen();
        open.addAll(next.dependents());
        next.owned().forEach(Known::setMaybe);
      }
    }
  }

  /** Views, routines and constraints of the target may have gone with something they need. */
  void doubtDependents() {
    for (Map<String, Known> all : known.values()) {
      for (Known object : all.values()) {
        boolean view =
            object.kind() == ObjectKind.VIEW || object.kind() == ObjectKind.MATERIALIZED_VIEW;
        if (object.made().isInTarget() && (view || Key.isRoutine(object.kind()))) {
          object.setMaybe();
          object.setOpen();
        }
        object.parts(ObjectKind.CONSTRAINT).forEach(Known::setMaybe);
      }
    }
  }

  /** Gives an object another name; what it owns goes to its schema. */
  void move(Known object, Key to, Spot at, String how) {
    Key from = object.key();
    take(object);
    gone.put(from, new Known.Gone(at, how));
    object.remade(to, at);
    put(object);
    if (!from.schema().equals(to.schema())) {
      for (Known owned : object.owned()) {
        take(owned);
        owned.remade(owned.key().in(to.schema()), at);
        put(owned);
      }
    }
  }

  /** Everything in a schema. */
  List<Known> in(String schema) {
    List<Known> all = new ArrayList<>();
    for (Key key : schemas.getOrDefault(schema, Set.of())) {
      all.addAll(known.getOrDefault(key, Map.of()).values());
    }
    return all;
  }

  /** The session has ended: its tables are gone, and nobody will ask for them. */
  void forgetTemporary() {
    in(Key.TEMPORARY).forEach(this::take);
  }
}
