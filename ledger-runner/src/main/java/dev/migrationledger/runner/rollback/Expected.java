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
import org.jspecify.annotations.Nullable;

/**
 * Carries what a replay proved over to a target, which may differ from the replay in all that the
 * down script does not touch. Owners and grants are left out: roles belong to a server.
 */
final class Expected {

  private static final Set<String> OF_ROLES = Set.of("owner", "grants", "revokes");

  private Expected() {}

  /**
   * The target's schema after a down script.
   *
   * @param live the target's before it
   * @param from the replay's before it
   * @param to the replay's after it
   */
  static SchemaSnapshot after(SchemaSnapshot live, SchemaSnapshot from, SchemaSnapshot to) {
    if (live.equals(from)) {
      return to;
    }
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
                : end.get());
      }
    }
    return SchemaSnapshot.of(objects);
  }

  /** The live object with the attributes that the down script changed. */
  private static CatalogObject changed(CatalogObject live, CatalogObject from, CatalogObject to) {
    var attributes = new TreeMap<>(live.attributes());
    var names = new TreeSet<>(from.attributes().keySet());
    names.addAll(to.attributes().keySet());
    for (var name : names) {
      @Nullable Value end = to.attributes().get(name);
      if (Objects.equals(from.attributes().get(name), end)) {
        continue;
      }
      if (end == null) {
        attributes.remove(name);
      } else {
        attributes.put(name, end);
      }
    }
    return new CatalogObject(live.key(), attributes);
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
