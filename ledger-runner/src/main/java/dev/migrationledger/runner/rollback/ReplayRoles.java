package dev.migrationledger.runner.rollback;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Value;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who owns on the target what the replay's own role owns in the replay.
 *
 * @param replay the replay's own roles
 * @param here the roles that own that on the target
 * @param sameDefaults whether both give new objects the same privileges by default
 */
record ReplayRoles(Set<String> replay, Set<String> here, boolean sameDefaults) {

  ReplayRoles {
    replay = Set.copyOf(replay);
    here = Set.copyOf(here);
  }

  /**
   * By the objects that both have.
   *
   * @param runner the role that runs down scripts, for a target that has none of them
   */
  static ReplayRoles of(
      SchemaSnapshot live, SchemaSnapshot replayed, Set<String> replay, String runner) {
    var here = new TreeSet<String>();
    for (var object : replayed.objects()) {
      if (replay.contains(object.text("owner"))) {
        live.find(object.key()).map(o -> o.text("owner")).ifPresent(here::add);
      }
    }
    return new ReplayRoles(
        replay, here.isEmpty() ? Set.of(runner) : here, defaults(live).equals(defaults(replayed)));
  }

  /** Whether the owner and the grants of what is made anew can be foretold. */
  boolean areKnown() {
    return here.size() == 1 && sameDefaults;
  }

  /** A replayed object with its owner here, where that is known. */
  CatalogObject here(CatalogObject object) {
    if (here.size() != 1 || !replay.contains(object.text("owner"))) {
      return object;
    }
    var attributes = new TreeMap<>(object.attributes());
    attributes.put("owner", new Value.Text(here.iterator().next()));
    return new CatalogObject(object.key(), attributes);
  }

  private static SchemaSnapshot defaults(SchemaSnapshot snapshot) {
    return SchemaSnapshot.of(
        snapshot.objects().stream()
            .filter(o -> o.key().kind() == CatalogKind.DEFAULT_PRIVILEGES)
            .toList());
  }
}
