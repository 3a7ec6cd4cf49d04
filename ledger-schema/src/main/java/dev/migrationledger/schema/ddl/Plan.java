package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.ddl.statement.Alteration;
import dev.migrationledger.schema.ddl.statement.Creation;
import dev.migrationledger.schema.ddl.statement.Removal;
import dev.migrationledger.schema.ddl.statement.Renaming;
import dev.migrationledger.schema.ddl.statement.Script;
import dev.migrationledger.schema.diff.Belonging;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.ObjectChange.Added;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.diff.ObjectChange.Removed;
import dev.migrationledger.schema.diff.ObjectChange.Renamed;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be renamed, dropped, altered and created, and in which order. */
final class Plan {

  /** What others use: it goes when nothing does any more. */
  private static final Set<CatalogKind> LATE =
      EnumSet.range(CatalogKind.SCHEMA, CatalogKind.TEXT_SEARCH);

  private static final Set<String> FOLLOWING = Set.of("inherited", "partition_of");

  /** What parents do not hand down when they change. */
  private static final Set<String> OWN = Set.of("comment", "grants", "options", "compression");

  private final SchemaSnapshot before;
  private final SchemaSnapshot after;
  private final Script script = new Script();
  private final List<Renamed> renames = new ArrayList<>();
  private final Map<ObjectKey, CatalogObject> drops = new TreeMap<>();
  private final Map<ObjectKey, CatalogObject> creates = new TreeMap<>();
  private final Map<ObjectKey, Changed> alters = new TreeMap<>();

  Plan(SchemaSnapshot before, SchemaSnapshot after) {
    this.before = before;
    this.after = after;
  }

  Script of(List<ObjectChange> changes) {
    changes.forEach(change -> take(change, null));
    new Dependents(after, script, drops, creates, alters).follow();
    drops.keySet().retainAll(drops.keySet().stream().filter(key -> !goesAlong(key)).toList());
    var inline =
        creates.keySet().stream()
            .filter(key ->
                key.kind() == CatalogKind.COLUMN && creates.containsKey(Belonging.table(key)))
            .toList();
    inline.forEach(creates::remove);
    write();
    return script;
  }

  private void take(ObjectChange change, @Nullable ObjectChange root) {
    switch (change) {
      case Renamed renamed -> takeRenamed(renamed, root);
      case Added(var object, var parts) -> {
        if (!comesAlong(object, root)) {
          creates.put(object.key(), object);
        }
      }
      case Removed(var object, var parts) -> {
        if (!goesAlong(object, root)) {
          drops.put(object.key(), object);
        }
      }
      case Changed changed -> takeChanged(changed, root);
    }
    change.parts().forEach(part -> take(part, change));
  }

  private void takeRenamed(Renamed renamed, @Nullable ObjectChange root) {
    var from = renamed.from().key();
    var to = renamed.to().key();
    if (!Renaming.isPossible(from, to)) {
      drops.put(from, renamed.from());
      creates.put(to, renamed.to());
    } else if (root == null
        || (to.kind() == CatalogKind.SEQUENCE && from.schema().equals(to.schema()))) {
      renames.add(renamed);
    }
  }

  private boolean comesAlong(CatalogObject object, @Nullable ObjectChange root) {
    var follows =
        switch (object.key().kind()) {
          case CONSTRAINT -> object.holds("inherited");
          case INDEX -> !object.text("partition_of").isEmpty();
          default -> false;
        };
    if (follows && root == null) {
      script.missing(
          "%s comes with what its parent has and cannot be made by itself".formatted(object.key()));
    }
    return follows;
  }

  private boolean goesAlong(CatalogObject object, @Nullable ObjectChange root) {
    var key = object.key();
    var inherited =
        (key.kind() != CatalogKind.TRIGGER && object.holds("inherited"))
            || (key.kind() == CatalogKind.INDEX && !object.text("partition_of").isEmpty());
    if (inherited && root == null) {
      script.missing(
          "%s goes with what its parent has and cannot be dropped by itself".formatted(key));
    }
    var ofColumn =
        root != null
            && root.key().kind() == CatalogKind.COLUMN
            && Set.of(CatalogKind.CONSTRAINT, CatalogKind.INDEX, CatalogKind.SEQUENCE)
                .contains(key.kind());
    var owned =
        root != null
            && root.key().kind() == CatalogKind.TABLE
            && key.kind() == CatalogKind.SEQUENCE;
    return inherited || ofColumn || owned;
  }

  /** What vanishes with the table, view or domain that it is part of. */
  private boolean goesAlong(ObjectKey key) {
    return Belonging.owners(key).stream()
            .anyMatch(owner ->
                owner.kind() != CatalogKind.SCHEMA
                    && owner.kind() != CatalogKind.OPERATOR_CLASS
                    && owner.kind() != CatalogKind.FOREIGN_SERVER
                    && drops.containsKey(owner))
        && !isReferenceBetweenDropped(key);
  }

  /** Foreign keys go first where their tables go too: there may be a circle. */
  private boolean isReferenceBetweenDropped(ObjectKey key) {
    var object = drops.get(key);
    return object != null
        && object.text("form").equals("foreign key")
        && drops.keySet().stream()
            .anyMatch(table ->
                table.kind() == CatalogKind.TABLE
                    && !table.equals(Belonging.table(key))
                    && Mentions.of(object).contains(table.qualified()));
  }

  private void takeChanged(Changed changed, @Nullable ObjectChange root) {
    var attributes = changed.attributes();
    var to = changed.to();
    if (ExtensionMoves.explain(before, after, changed)) {
      script.warn("%s follows the extension that has moved".formatted(to.key()));
      return;
    }
    if (root instanceof Changed whole) {
      if (FOLLOWING.containsAll(attributes)) {
        if (whole.attributes().contains("inherits") && to.holds("inherited")) {
          script.missing(
              "%s stays its table's own beside its parent's: that cannot be altered"
                  .formatted(to.key()));
        }
        return;
      }
      if (attributes.equals(Set.of("replica_identity"))
          || to.key().kind() == CatalogKind.SEQUENCE) {
        return;
      }
      if (to.holds("inherited") || !to.text("partition_of").isEmpty()) {
        takeOwn(changed);
        return;
      }
    }
    if (Anew.isNeeded(changed)) {
      drops.put(changed.from().key(), changed.from());
      creates.put(to.key(), to);
    } else {
      alters.put(to.key(), changed);
    }
  }

  private void takeOwn(Changed changed) {
    var attributes = new TreeMap<>(changed.to().attributes());
    attributes.keySet().removeAll(OWN);
    changed
        .from()
        .attributes()
        .forEach((name, value) -> {
          if (OWN.contains(name)) {
            attributes.put(name, value);
          }
        });
    var own =
        new Changed(new CatalogObject(changed.from().key(), attributes), changed.to(), List.of());
    if (!own.attributes().isEmpty()) {
      alters.put(changed.key(), own);
    }
  }

  private void write() {
    renames.forEach(renamed -> Renaming.rename(script, renamed.from(), renamed.to()));
    var down = Ordering.of(drops.values(), before).reversed();
    var early = early();
    down.stream()
        .filter(object -> early.contains(object.key()))
        .forEach(object -> Removal.drop(script, object));
    var creation = new Creation(script, before, after);
    var alteration = new Alteration(script, after);
    alters.values().forEach(alteration::prepare);
    var up =
        Stream.concat(creates.values().stream(), alters.values().stream().map(Changed::to))
            .toList();
    for (CatalogObject object : Ordering.of(up, after)) {
      var changed = alters.get(object.key());
      if (changed == null) {
        creation.create(object);
      } else {
        alteration.alter(changed);
      }
    }
    down.stream()
        .filter(object -> !early.contains(object.key()))
        .forEach(object -> Removal.drop(script, object));
  }

  private Set<ObjectKey> early() {
    var early = new HashSet<ObjectKey>();
    var names = new HashSet<String>();
    drops.keySet().stream()
        .filter(key -> !LATE.contains(key.kind()) || creates.containsKey(key))
        .forEach(key -> {
          early.add(key);
          names.add(key.kind() == CatalogKind.TABLE ? key.qualified() : "");
        });
    drops.forEach((key, object) -> {
      if (Set.of(CatalogKind.FUNCTION, CatalogKind.AGGREGATE).contains(key.kind())
          && Mentions.of(object).stream().anyMatch(names::contains)) {
        early.add(key);
      }
    });
    return early;
  }
}
