package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.Locale;
import java.util.Set;

/** ALTER. */
public final class Alteration {

  private final Script script;
  private final SchemaSnapshot after;

  /** Alters to what is in the later snapshot. */
  public Alteration(Script script, SchemaSnapshot after) {
    this.script = script;
    this.after = after;
  }

  /** What has to go before anything is created. */
  public void prepare(Changed change) {
    if (change.key().kind() == CatalogKind.COLUMN) {
      new ColumnAlteration(script).dropIdentity(change.from(), change.to());
    }
  }

  /** All statements for what is different. */
  public void alter(Changed change) {
    var from = change.from();
    var to = change.to();
    var attributes = change.attributes();
    if (change.key().kind() == CatalogKind.COLUMN) {
      new ColumnAlteration(script).alter(from, to);
      return;
    }
    for (String attribute : attributes) {
      specific(change, attribute);
    }
    if (attributes.contains("owner")) {
      script.add("ALTER " + Naming.of(to) + " OWNER TO " + quoted(to.text("owner")));
    }
    if (attributes.contains("comment")) {
      script.add(
          "COMMENT ON "
              + Naming.of(to)
              + " IS "
              + (to.text("comment").isEmpty() ? "NULL" : literal(to.text("comment"))));
    }
    if (change.key().kind() == CatalogKind.DEFAULT_PRIVILEGES) {
      Privileges.ofDefaults(script, change.key(), from, to);
    } else if (attributes.contains("grants") || attributes.contains("revokes")) {
      Privileges.ofChanged(script, from, to);
    }
  }

  private void specific(Changed change, String attribute) {
    var to = change.to();
    if (Set.of("owner", "comment", "grants", "revokes").contains(attribute)) {
      return;
    }
    switch (change.key().kind()) {
      case TABLE -> new TableAlteration(script, after).alter(change.from(), to, Set.of(attribute));
      case SEQUENCE -> sequence(change, attribute);
      case EXTENSION, FOREIGN_DATA_WRAPPER, FOREIGN_SERVER, USER_MAPPING, LANGUAGE ->
          external(change, attribute);
      case TYPE,
          DOMAIN,
          DOMAIN_CONSTRAINT,
          AGGREGATE,
          FUNCTION,
          OPERATOR,
          OPERATOR_FAMILY,
          TEXT_SEARCH ->
          defined(change, attribute);
      case VIEW, MATERIALIZED_VIEW, INDEX, STATISTICS, CONSTRAINT, RULE, TRIGGER ->
          onTable(change, attribute);
      case EVENT_TRIGGER ->
          script.add("ALTER " + Naming.of(to) + " " + RelationCreation.firing(to, ""));
      case PUBLICATION -> Publications.alter(script, to, attribute);
      default -> unable(to, attribute);
    }
  }

  private void unable(CatalogObject to, String attribute) {
    script.missing("%s: PostgreSQL cannot alter its %s".formatted(to.key(), attribute));
  }

  private void sequence(Changed change, String attribute) {
    var to = change.to();
    var alter = "ALTER SEQUENCE " + to.key().qualified();
    switch (attribute) {
      case "unlogged" ->
          script.add(alter + (to.holds("unlogged") ? " SET UNLOGGED" : " SET LOGGED"));
      case "owned_by" -> {
        if (to.text("owned_by").isEmpty()) {
          script.add(alter + " OWNED BY NONE");
        } else {
          Creation.ownedBy(script, to);
        }
      }
      default -> script.add(alter + Creation.sequenceOptions(to));
    }
  }

  private void external(Changed change, String attribute) {
    var to = change.to();
    var alter = "ALTER " + Naming.of(to);
    switch (attribute) {
      case "in_schema" -> script.add(alter + " SET SCHEMA " + quoted(to.text("in_schema")));
      case "version" -> {
        var version = to.text("version");
        switch (change.key().kind()) {
          case EXTENSION -> script.add(alter + " UPDATE TO " + literal(version));
          default ->
              script.add(alter + " VERSION " + (version.isEmpty() ? "NULL" : literal(version)));
        }
      }
      case "options" ->
          Options.foreign(script, change.from(), to, "options", alter, heldOptions(to));
      case "handler", "validator" -> {
        var word = attribute.toUpperCase(Locale.ROOT);
        script.add(
            alter
                + (to.text(attribute).isEmpty()
                    ? " NO " + word
                    : " " + word + " " + to.text(attribute)));
      }
      default -> unable(to, attribute);
    }
  }

  private static String heldOptions(CatalogObject object) {
    var key = object.key();
    return switch (key.kind()) {
      case FOREIGN_DATA_WRAPPER ->
          "SELECT fdwoptions FROM pg_catalog.pg_foreign_data_wrapper WHERE fdwname = "
              + literal(key.name());
      case FOREIGN_SERVER ->
          "SELECT srvoptions FROM pg_catalog.pg_foreign_server WHERE srvname = "
              + literal(key.name());
      default ->
          "SELECT umoptions FROM pg_catalog.pg_user_mappings WHERE srvname = "
              + literal(key.parent())
              + " AND usename = "
              + literal(key.name().equals("PUBLIC") ? "public" : key.name());
    };
  }

  private void defined(Changed change, String attribute) {
    var from = change.from();
    var to = change.to();
    var alter = "ALTER " + Naming.of(to);
    switch (attribute) {
      case "labels" -> Types.alterLabels(script, from, to);
      case "attributes" -> Types.alterAttributes(script, from, to);
      case "not_null" -> script.add(alter + (to.holds(attribute) ? " SET" : " DROP") + " NOT NULL");
      case "default" ->
          script.add(
              alter
                  + (to.text(attribute).isEmpty()
                      ? " DROP DEFAULT"
                      : " SET DEFAULT " + to.text(attribute)));
      case "definition" -> defined(change);
      case "unvalidated" -> {}
      case "restrict", "join" ->
          script.add(
              alter
                  + " SET ("
                  + attribute.toUpperCase(Locale.ROOT)
                  + " = "
                  + (to.text(attribute).isEmpty() ? "NONE" : to.text(attribute))
                  + ")");
      case "operators", "functions" -> Operators.alterMembers(script, from, to, attribute);
      case "mappings" -> TextSearch.alterMappings(script, from, to);
      case "options" -> script.add(alter + " (" + to.text("options") + ")");
      default -> {
        if (change.key().kind() == CatalogKind.AGGREGATE) {
          script.add("CREATE OR REPLACE" + Types.aggregate(to));
        } else {
          unable(to, attribute);
        }
      }
    }
  }

  private void onTable(Changed change, String attribute) {
    var from = change.from();
    var to = change.to();
    var key = to.key();
    var table = "ALTER TABLE " + key.qualifiedParent();
    var index = "ALTER INDEX " + Naming.inSchema(key);
    switch (attribute) {
      case "options" -> {
        var alter = key.parent().isEmpty() ? "ALTER " + Naming.of(to) : index;
        TableAlteration.indexParameters(from, to)
            .forEach(action -> script.add(alter + " " + action));
      }
      case "definition" -> definition(change, table);
      case "clustered" -> cluster(to, table);
      case "tablespace" -> {
        var alter = key.parent().isEmpty() ? "ALTER " + Naming.of(to) : index;
        script.add(alter + " SET TABLESPACE " + quoted(or(to.text(attribute), "pg_default")));
      }
      case "access_method" -> {
        var method = quoted(or(to.text(attribute), "heap"));
        script.add("ALTER " + Naming.of(to) + " SET ACCESS METHOD " + method);
      }
      case "statistics" -> statistics(from, to, index);
      case "target" ->
          script.add("ALTER " + Naming.of(to) + " SET STATISTICS " + or(to.text(attribute), "-1"));
      case "fires" ->
          script.add(
              table
                  + " "
                  + RelationCreation.firing(to, " " + key.kind().name() + " ")
                  + quoted(key.name()));
      case "unvalidated", "replica_identity", "columns" -> {}
      default -> unable(to, attribute);
    }
  }

  private void defined(Changed change) {
    var to = change.to();
    if (change.attributes().contains("unvalidated")) {
      script.add(
          "ALTER DOMAIN "
              + to.key().qualifiedParent()
              + " VALIDATE CONSTRAINT "
              + quoted(to.key().name()));
    } else {
      script.add(to.text("definition").stripTrailing());
    }
  }

  private void cluster(CatalogObject to, String table) {
    if (to.holds("clustered")) {
      RelationCreation.cluster(script, to);
    } else {
      script.add(table + " SET WITHOUT CLUSTER");
    }
  }

  private void statistics(CatalogObject from, CatalogObject to, String index) {
    for (String old : from.texts("statistics")) {
      var column = old.substring(0, old.indexOf(' '));
      script.add(index + " ALTER COLUMN " + column + " SET STATISTICS -1");
    }
    to.texts("statistics").forEach(now -> script.add(index + " ALTER COLUMN " + now));
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private void definition(Changed change, String table) {
    var to = change.to();
    switch (change.key().kind()) {
      case VIEW -> {
        var view = new Script();
        new RelationCreation(view, after).create(to);
        view.again().forEach(script::add);
      }
      default -> {
        if (change.attributes().contains("unvalidated")) {
          script.add(table + " VALIDATE CONSTRAINT " + quoted(to.key().name()));
        } else {
          var text = to.text("definition");
          script.add(
              table
                  + " ALTER CONSTRAINT "
                  + quoted(to.key().name())
                  + (text.contains(" DEFERRABLE") ? " DEFERRABLE" : " NOT DEFERRABLE")
                  + (text.contains(" INITIALLY DEFERRED") ? " INITIALLY DEFERRED" : ""));
        }
      }
    }
  }
}
