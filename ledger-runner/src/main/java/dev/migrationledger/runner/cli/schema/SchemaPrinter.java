package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Console.Paint;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Value;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Schemas and their differences for people. */
final class SchemaPrinter {

  private final Console console;

  SchemaPrinter(Console console) {
    this.console = console;
  }

  void show(String hash, List<CatalogObject> objects) {
    for (var object : objects) {
      console.answer(Paint.STRONG, object.key().toString());
      object.attributes().forEach((name, value) -> attribute("  ", name, value.toString()));
    }
    console.answer(
        "%s, snapshot %s"
            .formatted(objects.size() == 1 ? "1 object" : objects.size() + " objects", hash));
  }

  void diff(String before, String after, List<ObjectChange> changes) {
    changes.forEach(change -> change(change, ""));
    console.answer(
        changes.isEmpty()
            ? "no difference: snapshot " + after
            : "%s from snapshot %s to %s"
                .formatted(
                    changes.size() == 1 ? "1 difference" : changes.size() + " differences",
                    before.substring(0, 12),
                    after.substring(0, 12)));
  }

  private void change(ObjectChange change, String indent) {
    switch (change) {
      case ObjectChange.Added added -> {
        console.answer(Paint.GOOD, indent + "added    " + added.key());
        attributes(indent, added.object().attributes());
      }
      case ObjectChange.Removed removed ->
          console.answer(Paint.BAD, indent + "removed  " + removed.key());
      case ObjectChange.Changed changed -> {
        console.answer(Paint.WARN, indent + "changed  " + changed.key());
        compared(indent, changed.from().attributes(), changed.to().attributes());
      }
      case ObjectChange.Renamed renamed ->
          console.answer(
              Paint.WARN,
              "%srenamed  %s, which was %s"
                  .formatted(indent, renamed.key(), renamed.from().key().qualified()));
    }
    change.parts().forEach(part -> change(part, indent + "  "));
  }

  /** What differs in two objects' attributes. */
  void compared(String indent, Map<String, Value> before, Map<String, Value> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      var was = before.get(name);
      var is = after.get(name);
      if (was == null || !was.equals(is)) {
        attribute(indent + "           ", name, said(was) + " → " + said(is));
      }
    }
  }

  void attributes(String indent, SortedMap<String, Value> attributes) {
    attributes.forEach((name, value) -> attribute(indent + "           ", name, value.toString()));
  }

  private static String said(@Nullable Value value) {
    return value == null ? "none" : value.toString();
  }

  /** Definitions have lines of their own: they are indented as far. */
  private void attribute(String indent, String name, String value) {
    console.answer(
        Paint.FAINT, indent + name + ": " + value.strip().replace("\n", "\n" + indent + "  "));
  }
}
