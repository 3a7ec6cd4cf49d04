package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object that the scripts so far have made, or supposed to be on the server. */
final class Known {

  /** Why an object is not there any more: who dropped it, and how. */
  record Gone(Spot spot, String how) {

    /** As in {@code renames}. */
    String did() {
      return how.split(" ", 2)[0];
    }
  }

  private final ObjectKind kind;
  private final String signature;
  private Key key;
  private Spot made;
  private boolean maybe;
  private boolean open;
  private boolean acting;
  private Map<String, Known> parts = Map.of();
  private Map<String, Gone> gone = Map.of();
  private Map<Integer, Place> users = Map.of();
  private List<Known> owned = List.of();
  private Set<Known> dependents = Set.of();

  Known(ObjectKind kind, Key key, String signature, Spot made) {
    this.kind = kind;
    this.key = key;
    this.signature = signature;
    this.made = made;
  }

  ObjectKind kind() {
    return kind;
  }

  Key key() {
    return key;
  }

  String signature() {
    return signature;
  }

  /** Where it got the name it has. */
  Spot made() {
    return made;
  }

  /** Another name, or made anew: nobody has used it as such. */
  void remade(Key otherKey, Spot at) {
    key = otherKey;
    made = at;
    users = Map.of();
  }

  /** It is not sure that it is there. */
  boolean isMaybe() {
    return maybe;
  }

  void setMaybe() {
    maybe = true;
  }

  /** It may have parts that no statement names. */
  boolean isOpen() {
    return open;
  }

  void setOpen() {
    open = true;
  }

  /** A routine that changes the schema when it is called. */
  boolean isActing() {
    return acting;
  }

  void setActing() {
    acting = true;
  }

  @Nullable Known part(String name) {
    return parts.get(name);
  }

  List<Known> parts(ObjectKind of) {
    return parts.values().stream().filter(part -> part.kind == of).toList();
  }

  void putPart(String name, Known part) {
    if (parts.isEmpty()) {
      parts = new LinkedHashMap<>();
    }
    parts.put(name, part);
  }

  void removePart(String name, Gone why) {
    if (!parts.isEmpty()) {
      parts.remove(name);
    }
    if (gone.isEmpty()) {
      gone = new LinkedHashMap<>();
    }
    gone.put(name, why);
  }

  @Nullable Gone gone(String part) {
    return gone.get(part);
  }

  /** The scripts that used it, each with its first place. */
  Map<Integer, Place> users() {
    return users;
  }

  void usedAt(Spot spot) {
    if (users.isEmpty()) {
      users = Map.of(spot.script(), spot.place());
    } else if (!users.containsKey(spot.script())) {
      if (users.size() == 1) {
        users = new LinkedHashMap<>(users); // most have one user, and there are many of them
      }
      users.put(spot.script(), spot.place());
    }
  }

  /** What goes when it goes: its indexes and sequences. */
  List<Known> owned() {
    return owned;
  }

  void own(Known object) {
    if (owned.isEmpty()) {
      owned = new ArrayList<>();
    }
    owned.add(object);
  }

  /** What may go when it goes with CASCADE. */
  Set<Known> dependents() {
    return dependents;
  }

  void dependent(Known object) {
    if (object == this) {
      return;
    }
    if (dependents.isEmpty()) {
      dependents = new LinkedHashSet<>();
    }
    dependents.add(object);
  }
}
