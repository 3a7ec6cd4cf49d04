package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.List;
import java.util.Locale;

/** Objects and places in words. */
final class Wording {

  private final List<Script> scripts;

  Wording(List<Script> scripts) {
    this.scripts = scripts;
  }

  static String label(ObjectKind kind, String name) {
    String word =
        kind == ObjectKind.RELATION
            ? "table"
            : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return word + " " + name;
  }

  /** The object a fact names, as in {@code column users.email}. */
  static String label(ObjectKind kind, Fact fact) {
    return label(kind, fact.name().written());
  }

  static String verb(Fact fact) {
    boolean renames = fact.detail().equals("rename");
    boolean moves = fact.detail().equals("schema");
    return switch (fact.action()) {
      case CREATE -> "creates";
      case ALTER -> "alters";
      case DROP -> renames ? "renames" : moves ? "moves" : "drops";
      case READ, WRITE, USE -> "uses";
    };
  }

  static boolean renames(Fact fact) {
    return (fact.action() == Action.DROP || fact.action() == Action.CREATE)
        && (fact.detail().equals("rename") || fact.detail().equals("schema"));
  }

  String file(Spot spot) {
    return scripts.get(spot.script()).file();
  }

  /** As in {@code 0012_y.sql line 3}. */
  String place(Spot spot) {
    return file(spot) + " line " + spot.place().line();
  }

  /** The same, where one of the reader's own file is called so. */
  String placeFrom(Spot reader, Spot spot) {
    return reader.script() == spot.script()
        ? "line " + spot.place().line() + " of the same file"
        : place(spot);
  }
}
