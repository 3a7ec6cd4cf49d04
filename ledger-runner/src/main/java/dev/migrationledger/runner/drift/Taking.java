package dev.migrationledger.runner.drift;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes some differences over into what the ledger goes by, with all that they bring along. */
record Taking(SchemaSnapshot recorded, SchemaSnapshot live) {

  /** What the ledger goes by with these changes, and without the others. */
  SchemaSnapshot with(List<ObjectChange> changes) {
    Set<ObjectKey> others =
        SchemaDiff.between(recorded, live).stream()
            .filter(change -> !changes.contains(change))
            .map(ObjectChange::key)
            .collect(Collectors.toSet());
    var keys = new HashSet<ObjectKey>();
    changes.forEach(change -> touch(change, keys));
    while (true) {
      var taken = taken(keys);
      int before = keys.size();
      // the text of a view that names a renamed column comes with the column
      SchemaDiff.between(taken, live).stream()
          .filter(change -> !others.contains(change.key()))
          .forEach(change -> touch(change, keys));
      if (keys.size() == before) {
        return taken;
      }
    }
  }

  private SchemaSnapshot taken(Set<ObjectKey> keys) {
    return SchemaSnapshot.of(
        Stream.concat(
                recorded.objects().stream().filter(object -> !keys.contains(object.key())),
                live.objects().stream().filter(object -> keys.contains(object.key())))
            .toList());
  }

  private static void touch(ObjectChange change, Set<ObjectKey> keys) {
    change.before().map(CatalogObject::key).ifPresent(keys::add);
    change.after().map(CatalogObject::key).ifPresent(keys::add);
    change.parts().forEach(part -> touch(part, keys));
  }
}
