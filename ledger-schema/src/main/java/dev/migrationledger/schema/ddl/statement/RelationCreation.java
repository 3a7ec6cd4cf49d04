package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.ArrayList;
import java.util.List;

/** CREATE of tables, views and what stands on them. */
final class RelationCreation {

  private final Script script;
  private final SchemaSnapshot after;

  RelationCreation(Script script, SchemaSnapshot after) {
    this.script = script;
    this.after = after;
  }

  void create(CatalogObject object) {
    switch (object.key().kind()) {
      case TABLE -> new Tables(script, after).create(object);
      case COLUMN -> new Tables(script, after).addColumn(object);
      case CONSTRAINT -> constraint(object);
      case VIEW -> {
        var rest = object.key().qualified() + with(object) + " AS\n" + body(object);
        script.either("CREATE VIEW " + rest, "CREATE OR REPLACE VIEW " + rest);
      }
      case MATERIALIZED_VIEW -> materializedView(object);
      case INDEX -> index(object);
      case STATISTICS -> {
        var definition = object.text("definition");
        script.either(
            definition,
            definition.replaceFirst("^CREATE STATISTICS ", "CREATE STATISTICS IF NOT EXISTS "));
        if (!object.text("target").isEmpty()) {
          script.add("ALTER " + Naming.of(object) + " SET STATISTICS " + object.text("target"));
        }
      }
      case RULE -> {
        var definition = body(object);
        script.either(
            definition, definition.replaceFirst("^CREATE RULE ", "CREATE OR REPLACE RULE "));
        fires(object, "RULE");
      }
      case TRIGGER -> trigger(object);
      default -> policy(object);
    }
  }

  private static String body(CatalogObject object) {
    var text = object.text("definition").strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  private static String with(CatalogObject object) {
    var options = Options.parameters(object.texts("options"), "");
    return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
  }

  private void materializedView(CatalogObject object) {
    var rest =
        object.key().qualified()
            + Tables.using(object)
            + with(object)
            + Tables.tablespace(object)
            + " AS\n"
            + body(object);
    script.either(
        "CREATE MATERIALIZED VIEW " + rest, "CREATE MATERIALIZED VIEW IF NOT EXISTS " + rest);
  }

  private void constraint(CatalogObject object) {
    var key = object.key();
    script.when(
        "NOT " + Naming.exists(key),
        "ALTER TABLE "
            + key.qualifiedParent()
            + " ADD CONSTRAINT "
            + quoted(key.name())
            + " "
            + object.text("definition"));
    var index = "ALTER INDEX " + Naming.inSchema(key);
    Options.changes(List.of(), object.texts("options"), "")
        .forEach(action -> script.add(index + " " + action));
    if (!object.text("tablespace").isEmpty()) {
      script.add(index + " SET TABLESPACE " + quoted(object.text("tablespace")));
    }
    cluster(script, object);
  }

  static void cluster(Script script, CatalogObject object) {
    if (object.holds("clustered")) {
      script.atLast(
          "ALTER TABLE "
              + object.key().qualifiedParent()
              + " CLUSTER ON "
              + quoted(object.key().name()));
    }
  }

  private void index(CatalogObject object) {
    var key = object.key();
    var name = "INDEX " + quoted(key.name()) + " ON ";
    var definition =
        object.holds("invalid")
            ? object.text("definition")
            : object.text("definition").replace(name + "ONLY ", name);
    script.either(
        definition,
        definition.replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX IF NOT EXISTS "));
    var alter = "ALTER " + Naming.of(object);
    if (!object.text("tablespace").isEmpty()) {
      script.add(alter + " SET TABLESPACE " + quoted(object.text("tablespace")));
    }
    object
        .texts("statistics")
        .forEach(statistics -> script.add(alter + " ALTER COLUMN " + statistics));
    cluster(script, object);
  }

  private void trigger(CatalogObject object) {
    var key = object.key();
    if (!object.holds("inherited")) {
      var definition = object.text("definition");
      if (definition.startsWith("CREATE CONSTRAINT TRIGGER ")) {
        script.when("NOT " + Naming.exists(key), definition);
      } else {
        script.either(
            definition, definition.replaceFirst("^CREATE TRIGGER ", "CREATE OR REPLACE TRIGGER "));
      }
    }
    fires(object, "TRIGGER");
  }

  private void fires(CatalogObject object, String sort) {
    if (!object.text("fires").isEmpty()) {
      script.add(
          "ALTER TABLE "
              + object.key().qualifiedParent()
              + " "
              + firing(object, " " + sort + " ")
              + quoted(object.key().name()));
    }
  }

  /** {@code DISABLE TRIGGER}, {@code ENABLE ALWAYS RULE} and the like. */
  static String firing(CatalogObject object, String sort) {
    return switch (object.text("fires")) {
          case "DISABLED" -> "DISABLE";
          case "REPLICA" -> "ENABLE REPLICA";
          case "ALWAYS" -> "ENABLE ALWAYS";
          default -> "ENABLE";
        }
        + sort;
  }

  private void policy(CatalogObject object) {
    script.when("NOT " + Naming.exists(object.key()), policyText(object));
  }

  static String policyText(CatalogObject object) {
    var using = object.text("using");
    var check = object.text("check");
    var parts = new ArrayList<String>();
    parts.add("CREATE " + Naming.of(object));
    if (object.holds("restrictive")) {
      parts.add("AS RESTRICTIVE");
    }
    parts.add("FOR " + object.text("command"));
    parts.add("TO " + String.join(", ", object.texts("roles")));
    if (!using.isEmpty()) {
      parts.add("USING (" + using + ")");
    }
    if (!check.isEmpty()) {
      parts.add("WITH CHECK (" + check + ")");
    }
    return String.join(" ", parts);
  }
}
