package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** ALTER TABLE for what is no column and no constraint. */
final class TableAlteration {

  private final Script script;
  private final SchemaSnapshot after;

  TableAlteration(Script script, SchemaSnapshot after) {
    this.script = script;
    this.after = after;
  }

  /** What CREATE TABLE cannot say. */
  void finish(CatalogObject table, boolean attached) {
    var alter = alter(table);
    if (table.holds("row_security")) {
      script.add(alter + "ENABLE ROW LEVEL SECURITY");
    }
    if (table.holds("force_row_security")) {
      script.add(alter + "FORCE ROW LEVEL SECURITY");
    }
    if (!table.text("replica_identity").isEmpty() && !Naming.isForeign(table)) {
      replicaIdentity(table);
    }
    if (attached) {
      attach(table);
    }
  }

  void alter(CatalogObject from, CatalogObject to, Set<String> attributes) {
    for (String attribute : attributes) {
      alter(from, to, attribute);
    }
  }

  private void alter(CatalogObject from, CatalogObject to, String attribute) {
    var alter = alter(to);
    switch (attribute) {
      case "unlogged" -> script.add(alter + (to.holds("unlogged") ? "SET UNLOGGED" : "SET LOGGED"));
      case "options" -> parameters(alter, from, to, "options", "");
      case "toast_options" -> parameters(alter, from, to, "toast_options", "toast.");
      case "row_security" -> script.add(alter + enable(to, attribute, "ENABLE", "DISABLE"));
      case "force_row_security" -> script.add(alter + enable(to, attribute, "FORCE", "NO FORCE"));
      case "replica_identity" -> replicaIdentity(to);
      case "inherits" -> inherits(from, to);
      case "partition_bound", "partition_of" -> {
        if (attribute.equals("partition_of")
            || from.text("partition_of").equals(to.text("partition_of"))) {
          partition(from, to);
        }
      }
      case "access_method" ->
          script.add(alter + "SET ACCESS METHOD " + quoted(or(to.text("access_method"), "heap")));
      case "tablespace" ->
          script.add(alter + "SET TABLESPACE " + quoted(or(to.text("tablespace"), "pg_default")));
      case "of_type" ->
          script.add(
              alter + (to.text("of_type").isEmpty() ? "NOT OF" : "OF " + to.text("of_type")));
      case "server_options" -> foreignOptions(from, to);
      case "columns" ->
          script.missing(
              "the order of the columns of %s cannot be changed without making it anew"
                  .formatted(to.key()));
      case "owner", "comment", "grants", "revokes" -> {}
      default ->
          script.missing(
              "%s: %s cannot become \"%s\" without making the table anew"
                  .formatted(to.key(), attribute, to.text(attribute)));
    }
  }

  private void foreignOptions(CatalogObject from, CatalogObject to) {
    Options.foreign(
        script,
        from,
        to,
        "server_options",
        "ALTER FOREIGN TABLE " + to.key().qualified(),
        "SELECT ftoptions FROM pg_catalog.pg_foreign_table WHERE ftrelid ="
            + " pg_catalog.to_regclass("
            + literal(to.key().qualified())
            + ")");
  }

  private void parameters(
      String alter, CatalogObject from, CatalogObject to, String attribute, String prefix) {
    Options.changes(from.texts(attribute), to.texts(attribute), prefix)
        .forEach(action -> script.add(alter + action));
  }

  private static String enable(CatalogObject to, String attribute, String yes, String no) {
    return (to.holds(attribute) ? yes : no) + " ROW LEVEL SECURITY";
  }

  private static String alter(CatalogObject table) {
    return "ALTER " + Naming.of(table) + " ";
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private void replicaIdentity(CatalogObject table) {
    var key = table.key();
    var way =
        switch (table.text("replica_identity")) {
          case "" -> "DEFAULT";
          case "INDEX" ->
              Stream.of(CatalogKind.CONSTRAINT, CatalogKind.INDEX)
                  .flatMap(kind -> after.parts(kind, key.schema(), key.name()).stream())
                  .filter(index -> index.holds("replica_identity"))
                  .map(index -> "USING INDEX " + quoted(index.key().name()))
                  .findFirst()
                  .orElse("DEFAULT");
          default -> table.text("replica_identity");
        };
    script.atLast(alter(table) + "REPLICA IDENTITY " + way);
  }

  private void inherits(CatalogObject from, CatalogObject to) {
    var was = from.texts("inherits");
    var is = to.texts("inherits");
    for (String parent : was) {
      if (!is.contains(parent)) {
        script.when(heir(to, parent), alter(to) + "NO INHERIT " + parent);
      }
    }
    for (String parent : is) {
      if (!was.contains(parent)) {
        script.atLast("NOT " + heir(to, parent), alter(to) + "INHERIT " + parent);
      }
    }
    var kept = new ArrayList<>(was);
    kept.retainAll(is);
    is.stream().filter(parent -> !kept.contains(parent)).forEach(kept::add);
    if (!kept.equals(is)) {
      script.missing("the order of the parents of %s cannot be kept".formatted(to.key()));
    }
  }

  private void partition(CatalogObject from, CatalogObject to) {
    var parent = from.text("partition_of");
    if (!parent.isEmpty()) {
      script.when(
          heir(to, parent), "ALTER TABLE " + parent + " DETACH PARTITION " + to.key().qualified());
    }
    if (!to.text("partition_of").isEmpty()) {
      attach(to);
    }
  }

  private void attach(CatalogObject table) {
    var parent = table.text("partition_of");
    script.atLast(
        "NOT " + heir(table, parent),
        "ALTER TABLE "
            + parent
            + " ATTACH PARTITION "
            + table.key().qualified()
            + " "
            + table.text("partition_bound"));
  }

  private static String heir(CatalogObject table, String parent) {
    return "EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = pg_catalog.to_regclass("
        + literal(table.key().qualified())
        + ") AND inhparent = pg_catalog.to_regclass("
        + literal(parent)
        + "))";
  }

  /** Index parameters that ALTER INDEX can set. */
  static List<String> indexParameters(CatalogObject from, CatalogObject to) {
    return Options.changes(from.texts("options"), to.texts("options"), "");
  }
}
