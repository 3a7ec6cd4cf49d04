package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.order.PresentObject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which recorded objects the target holds now. */
final class Presence {

  private static final Set<String> LOOKED_FOR =
      Set.of(
          "schema",
          "table",
          "view",
          "materialized view",
          "index",
          "sequence",
          "column",
          "constraint",
          "trigger",
          "function",
          "procedure",
          "type",
          "domain");

  private final Set<String> present;

  private Presence(Set<String> present) {
    this.present = present;
  }

  static Presence of(TargetSession session, Collection<RecordedObject> objects)
      throws SQLException {
    var names = new HashSet<String>();
    for (var object : objects) {
      names.addAll(List.of(plain(object.name()).split("\\.", -1)));
    }
    var present = new HashSet<String>();
    for (var object : LiveObjects.named(session, names)) {
      present.add(label(object));
    }
    return new Presence(present);
  }

  /** Whether an object of this kind can be looked for. */
  static boolean canTell(RecordedObject object) {
    return LOOKED_FOR.contains(object.kind());
  }

  boolean holds(RecordedObject object) {
    return present.contains(object.kind() + " " + plain(object.name()));
  }

  private static String label(PresentObject object) {
    var kind = object.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    var owner = object.kind().isPart() ? object.owner() + "." : "";
    var schema =
        object.schema().isEmpty() || object.schema().equals("public") ? "" : object.schema() + ".";
    return kind + " " + schema + owner + object.name();
  }

  /** Without argument types: a type has several names. */
  private static String plain(String name) {
    int at = name.indexOf('(');
    return at > 0 ? name.substring(0, at) : name;
  }
}
