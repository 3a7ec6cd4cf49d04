package dev.migrationledger.runner.shadow;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import dev.migrationledger.sql.SecretText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is not the same in two snapshots, object by object, in words. */
final class Differences {

  private static final int MOST = 20;
  private static final int LONGEST = 120;

  private final SchemaSnapshot wanted;
  private final SchemaSnapshot found;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> whole = new HashSet<>();

  private Differences(SchemaSnapshot wanted, SchemaSnapshot found) {
    this.wanted = wanted;
    this.found = found;
  }

  /** One line for each object; parts of one that is there or gone as a whole are not told. */
  static List<String> between(SchemaSnapshot wanted, SchemaSnapshot found) {
    return new Differences(wanted, found).find();
  }

  private List<String> find() {
    var keys = new TreeSet<ObjectKey>();
    wanted.objects().forEach(o -> keys.add(o.key()));
    found.objects().forEach(o -> keys.add(o.key()));
    for (var key : keys) {
      var before = wanted.find(key);
      var after = found.find(key);
      if (before.isEmpty() || after.isEmpty()) {
        onlyOne(key, after.isPresent());
      } else if (!before.get().attributes().equals(after.get().attributes())) {
        changed(before.get(), after.get());
      }
    }
    if (lines.size() <= MOST) {
      return List.copyOf(lines);
    }
    var shown = new ArrayList<>(lines.subList(0, MOST));
    shown.add("and " + (lines.size() - MOST) + " more");
    return List.copyOf(shown);
  }

  private void onlyOne(ObjectKey key, boolean there) {
    if (key.parent().isEmpty()) {
      whole.add(key.qualified());
    } else if (whole.contains(key.qualifiedParent())) {
      return;
    }
    lines.add(key + (there ? " is there and should not be" : " is missing"));
  }

  private void changed(CatalogObject before, CatalogObject after) {
    var names = new TreeSet<>(before.attributes().keySet());
    names.addAll(after.attributes().keySet());
    var parts = new ArrayList<String>();
    for (var name : names) {
      var was = before.attributes().get(name);
      var is = after.attributes().get(name);
      var toldByColumns = name.equals("columns") && !sameItems(before, after);
      if (!toldByColumns && (was == null ? is != null : !was.equals(is))) {
        parts.add("%s is %s instead of %s".formatted(name, said(is), said(was)));
      }
    }
    if (!parts.isEmpty()) {
      lines.add(before.key() + ": " + String.join(", ", parts));
    }
  }

  /** Another order of the same columns is told, others are told one by one. */
  private static boolean sameItems(CatalogObject before, CatalogObject after) {
    return Set.copyOf(before.texts("columns")).equals(Set.copyOf(after.texts("columns")));
  }

  private static String said(@Nullable Value value) {
    if (value == null) {
      return "absent";
    }
    var text = SecretText.without(value.toString()).replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
