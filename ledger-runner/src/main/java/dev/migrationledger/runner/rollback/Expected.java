package dev.migrationledger.runner.rollback;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a replay proved over to a target, which may differ from the replay in all that the
 * down script does not touch. Roles belong to a server: an owner that the replay only knows as
 * itself is the role that owns here what the replay's own role owns there.
 */
final class Expected {

  private static final Set<String> OF_ROLES = Set.of("owner", "grants", "revokes");

  private final SchemaSnapshot live;
  private final SchemaSnapshot from;
  private final SchemaSnapshot to;
  private final ReplayRoles roles;

  private Expected(SchemaSnapshot live, SchemaSnapshot from, SchemaSnapshot to, ReplayRoles roles) {
    this.live = live;
    this.from = from;
    this.to = to;
    this.roles = roles;
  }

  /**
   * The target's schema after a down script.
   *
   * @param live the target's before it
   * @param from the replay's before it
   * @param to the replay's after it
   * @param roles who owns here what the replay's own role owns there
   */
  static SchemaSnapshot after(
      SchemaSnapshot live, SchemaSnapshot from, SchemaSnapshot to, ReplayRoles roles) {
    return live.equals(from) ? to : new Expected(live, from, to, roles).after();
  }

  private SchemaSnapshot after() {
    var objects = new ArrayList<CatalogObject>();
    for (var key : keys(live, from, to)) {
      var start = from.find(key);
      var end = to.find(key);
      var now = live.find(key);
      if (start.equals(end)) {
        now.ifPresent(objects::add);
      } else if (end.isPresent()) {
        objects.add(
            start.isPresent() && now.isPresent()
                ? changed(now.get(), start.get(), end.get())
                : roles.here(end.get()));
      }
    }
    return SchemaSnapshot.of(objects);
  }

  /** The objects that a down script makes anew, or gives another owner. */
  static Set<ObjectKey> ownedAnew(SchemaSnapshot from, SchemaSnapshot to) {
    return keys(from, to).stream()
        .filter(key -> to.find(key).isPresent())
        .filter(key ->
            from.find(key).isEmpty()
                || !owner(from.find(key).get()).equals(owner(to.find(key).get())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String owner(CatalogObject object) {
    return object.text("owner");
  }

  /** The live object with the attributes that the down script changed. */
  private CatalogObject changed(CatalogObject now, CatalogObject start, CatalogObject end) {
    var attributes = new TreeMap<>(now.attributes());
    var names = new TreeSet<>(start.attributes().keySet());
    names.addAll(end.attributes().keySet());
    for (var name : names) {
      @Nullable Value value = roles.here(end).attributes().get(name);
      if (Objects.equals(start.attributes().get(name), end.attributes().get(name))) {
        continue;
      }
      if (value == null) {
        attributes.remove(name);
      } else {
        attributes.put(name, value);
      }
    }
    return new CatalogObject(now.key(), attributes);
  }

  /** What two down scripts' replays touch, with all that belongs to the same relations. */
  static SchemaSnapshot touched(SchemaSnapshot of, SchemaSnapshot from, SchemaSnapshot to) {
    var keys = new HashSet<ObjectKey>();
    var relations = new HashSet<String>();
    for (var key : keys(from, to)) {
      if (!from.find(key).equals(to.find(key))) {
        keys.add(key);
        relations.add(relation(key));
      }
    }
    return SchemaSnapshot.of(
        of.objects().stream()
            .filter(o ->
                keys.contains(o.key())
                    || (isOfRelation(o.key()) && relations.contains(relation(o.key()))))
            .map(Expected::withoutRoles)
            .toList());
  }

  /** The schema without owners and grants. */
  static SchemaSnapshot withoutRoles(SchemaSnapshot snapshot) {
    return SchemaSnapshot.of(snapshot.objects().stream().map(Expected::withoutRoles).toList());
  }

  private static CatalogObject withoutRoles(CatalogObject object) {
    var attributes = new TreeMap<>(object.attributes());
    attributes.keySet().removeAll(OF_ROLES);
    return new CatalogObject(object.key(), attributes);
  }

  private static boolean isOfRelation(ObjectKey key) {
    return key.kind() == CatalogKind.TABLE || !key.parent().isEmpty();
  }

  private static String relation(ObjectKey key) {
    return key.schema() + "." + (key.parent().isEmpty() ? key.name() : key.parent());
  }

  private static Set<ObjectKey> keys(SchemaSnapshot... snapshots) {
    var keys = new TreeSet<ObjectKey>();
    for (var snapshot : List.of(snapshots)) {
      snapshot.objects().stream().map(CatalogObject::key).forEach(keys::add);
    }
    return keys;
  }
}
