package dev.migrationledger.runner.shadow;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import dev.migrationledger.schema.object.Value;
import dev.migrationledger.sql.SecretText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is not the same in two snapshots, object by object, in words. */
public final class Differences {

  private static final int MOST = 20;
  private static final int LONGEST = 120;

  private Differences() {}

  /** One line for each difference; none when both are of the same schema. */
  public static List<String> between(SchemaSnapshot wanted, SchemaSnapshot found) {
    var lines = SchemaDiff.between(wanted, found).stream().map(Differences::line).toList();
    if (lines.size() <= MOST) {
      return lines;
    }
    var shown = new ArrayList<>(lines.subList(0, MOST));
    shown.add("and " + (lines.size() - MOST) + " more");
    return List.copyOf(shown);
  }

  private static String line(ObjectChange change) {
    return switch (change) {
      case ObjectChange.Added added -> added.key() + " is there and should not be";
      case ObjectChange.Removed removed -> removed.key() + " is missing";
      case ObjectChange.Renamed renamed ->
          renamed.from().key() + " is called " + renamed.key().qualified();
      case ObjectChange.Changed changed -> changed.key() + ": " + attributes(changed);
    };
  }

  private static String attributes(ObjectChange.Changed change) {
    var parts = new ArrayList<String>();
    for (var name : change.attributes()) {
      var was = change.from().attributes().get(name);
      var is = change.to().attributes().get(name);
      parts.add("%s is %s instead of %s".formatted(name, said(is), said(was)));
    }
    return String.join(", ", parts);
  }

  private static String said(@Nullable Value value) {
    if (value == null) {
      return "absent";
    }
    var text = SecretText.without(value.toString()).replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
