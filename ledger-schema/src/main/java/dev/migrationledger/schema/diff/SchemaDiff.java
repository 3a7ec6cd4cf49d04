package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The differences between two snapshots. */
public final class SchemaDiff {

  private final SchemaSnapshot before;
  private final SchemaSnapshot after;
  private final Renames renames;
  private final Wording wording;

  private SchemaDiff(SchemaSnapshot before, SchemaSnapshot after) {
    this.renames = Renames.between(before, after);
    this.before = renames.translated();
    this.after = after;
    this.wording = Labels.in(this.before, after, renames.wording());
  }

  /**
   * What would have to be told to somebody who knows the one and sees the other, in the order of
   * the keys; nothing when both are the same.
   */
  public static List<ObjectChange> between(SchemaSnapshot before, SchemaSnapshot after) {
    return before.equals(after) ? List.of() : new SchemaDiff(before, after).changes();
  }

  private List<ObjectChange> changes() {
    Map<ObjectKey, ObjectChange> raw = new LinkedHashMap<>();
    for (CatalogObject object : before.objects()) {
      if (after.find(object.key()).isEmpty()) {
        raw.put(object.key(), new ObjectChange.Removed(object, List.of()));
      }
    }
    for (CatalogObject object : after.objects()) {
      before
          .find(object.key())
          .ifPresentOrElse(
              old -> compare(raw, old, object),
              () -> raw.put(object.key(), new ObjectChange.Added(object, List.of())));
    }
    return new Folding(before, after, raw).folded();
  }

  private void compare(Map<ObjectKey, ObjectChange> raw, CatalogObject old, CatalogObject now) {
    var key = now.key();
    var earlier = renames.earlier().get(key);
    if (earlier != null) {
      raw.put(
          key,
          new ObjectChange.Renamed(new CatalogObject(earlier, old.attributes()), now, List.of()));
    } else if (!isSame(old, now)) {
      raw.put(key, new ObjectChange.Changed(settled(old, now), now, List.of()));
    }
  }

  private boolean isSame(CatalogObject old, CatalogObject now) {
    return settled(old, now).attributes().equals(now.attributes())
        || !wording.isEmpty()
            && old.texts("labels").equals(now.texts("labels"))
            && wording.of(settled(old, now)).equals(wording.of(now));
  }

  /** The order of columns is a difference only when columns that both have changed places. */
  private static CatalogObject settled(CatalogObject old, CatalogObject now) {
    var was = old.texts("columns");
    var is = now.texts("columns");
    if (was.equals(is) || !old.key().equals(now.key()) || !Folding.hasColumns(now)) {
      return old;
    }
    var kept = new ArrayList<>(was);
    kept.retainAll(is);
    var still = new ArrayList<>(is);
    still.retainAll(was);
    if (!kept.equals(still)) {
      return old;
    }
    var attributes = new TreeMap<>(old.attributes());
    attributes.remove("columns");
    if (!is.isEmpty()) {
      attributes.put("columns", new Value.Texts(is));
    }
    return new CatalogObject(old.key(), attributes);
  }
}
