package dev.migrationledger.runner.rollback;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who owns on the target what the replay's own role owns in the replay: mostly one role, or one in
 * each schema.
 *
 * @param replay the replay's own roles
 * @param here the roles that own that on the target
 * @param bySchema the same for the objects of each schema
 * @param sameDefaults whether both give new objects the same privileges by default
 */
record ReplayRoles(
    Set<String> replay, Set<String> here, Map<String, Set<String>> bySchema, boolean sameDefaults) {

  ReplayRoles {
    replay = Set.copyOf(replay);
    here = Set.copyOf(here);
    bySchema = Map.copyOf(bySchema);
  }

  /**
   * By the objects that both have.
   *
   * @param runner the role that runs down scripts, for a target that has none of them
   */
  static ReplayRoles of(
      SchemaSnapshot live, SchemaSnapshot replayed, Set<String> replay, String runner) {
    var here = new TreeSet<String>();
    var bySchema = new HashMap<String, Set<String>>();
    for (var object : replayed.objects()) {
      if (replay.contains(object.text("owner"))) {
        live.find(object.key())
            .map(o -> o.text("owner"))
            .ifPresent(owner -> {
              here.add(owner);
              bySchema.computeIfAbsent(object.key().schema(), any -> new TreeSet<>()).add(owner);
            });
      }
    }
    return new ReplayRoles(
        replay,
        here.isEmpty() ? Set.of(runner) : here,
        bySchema,
        defaults(live).equals(defaults(replayed)));
  }

  /** Who may own a replayed object here: one role where that can be foretold. */
  Set<String> owners(CatalogObject object) {
    return replay.contains(object.text("owner"))
        ? ownersIn(object.key())
        : Set.of(object.text("owner"));
  }

  private Set<String> ownersIn(ObjectKey key) {
    return here.size() == 1 ? here : bySchema.getOrDefault(key.schema(), here);
  }

  /** A replayed object with its owner here, where that is known. */
  CatalogObject here(CatalogObject object) {
    return owner(object).map(owner -> owned(object, owner)).orElse(object);
  }

  private Optional<String> owner(CatalogObject object) {
    var owners = owners(object);
    return replay.contains(object.text("owner")) && owners.size() == 1
        ? Optional.of(owners.iterator().next())
        : Optional.empty();
  }

  private static CatalogObject owned(CatalogObject object, String owner) {
    var attributes = new TreeMap<>(object.attributes());
    attributes.put("owner", new Value.Text(owner));
    return new CatalogObject(object.key(), attributes);
  }

  private static SchemaSnapshot defaults(SchemaSnapshot snapshot) {
    return SchemaSnapshot.of(
        snapshot.objects().stream()
            .filter(o -> o.key().kind() == CatalogKind.DEFAULT_PRIVILEGES)
            .toList());
  }
}
