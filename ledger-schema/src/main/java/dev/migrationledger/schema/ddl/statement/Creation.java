package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static dev.migrationledger.schema.object.Identifiers.quoted;
import static java.util.stream.Collectors.joining;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.TreeMap;

/** CREATE, and all that makes a new object what it is. */
public final class Creation {

  private final Script script;
  private final SchemaSnapshot before;
  private final SchemaSnapshot after;

  /** Creates what is in the later snapshot. */
  public Creation(Script script, SchemaSnapshot before, SchemaSnapshot after) {
    this.script = script;
    this.before = before;
    this.after = after;
  }

  /** All statements that one object needs. */
  public void create(CatalogObject object) {
    var key = object.key();
    switch (key.kind()) {
      case SCHEMA, EXTENSION, LANGUAGE, ACCESS_METHOD -> outer(object);
      case FOREIGN_DATA_WRAPPER, FOREIGN_SERVER, USER_MAPPING -> foreign(object);
      case COLLATION -> ifNotExists("CREATE COLLATION ", key.qualified() + collation(object));
      case TYPE -> Types.create(script, object);
      case DOMAIN -> guarded(key, "CREATE DOMAIN " + key.qualified() + Types.domain(object));
      case DOMAIN_CONSTRAINT ->
          guarded(
              key,
              "ALTER DOMAIN "
                  + key.qualifiedParent()
                  + " ADD CONSTRAINT "
                  + quoted(key.name())
                  + " "
                  + object.text("definition"));
      case SEQUENCE -> sequence(object);
      case FUNCTION -> script.add(object.text("definition").stripTrailing());
      case AGGREGATE -> orReplace("CREATE", Types.aggregate(object));
      case OPERATOR, OPERATOR_FAMILY, OPERATOR_CLASS, CAST -> Operators.create(script, object);
      case TEXT_SEARCH -> TextSearch.create(script, object);
      case EVENT_TRIGGER -> eventTrigger(object);
      case PUBLICATION -> publication(object);
      case DEFAULT_PRIVILEGES ->
          Privileges.ofDefaults(script, key, new CatalogObject(key, new TreeMap<>()), object);
      default -> new RelationCreation(script, after).create(object);
    }
    finish(object);
  }

  private void outer(CatalogObject object) {
    var key = object.key();
    switch (key.kind()) {
      case SCHEMA -> ifNotExists("CREATE SCHEMA ", quoted(key.name()));
      case EXTENSION ->
          ifNotExists(
              "CREATE EXTENSION ",
              quoted(key.name())
                  + " SCHEMA "
                  + quoted(object.text("in_schema"))
                  + " VERSION "
                  + literal(object.text("version")));
      case LANGUAGE ->
          orReplace(
              "CREATE",
              (object.holds("trusted") ? " TRUSTED" : "")
                  + " LANGUAGE "
                  + quoted(key.name())
                  + " HANDLER "
                  + object.text("handler"));
      default ->
          guarded(
              key,
              "CREATE ACCESS METHOD "
                  + quoted(key.name())
                  + " TYPE "
                  + object.text("form")
                  + " HANDLER "
                  + object.text("handler"));
    }
  }

  /** Owner, comment and privileges. */
  private void finish(CatalogObject object) {
    switch (object.key().kind()) {
      case DEFAULT_PRIVILEGES, COLUMN -> {}
      default -> {
        if (!object.text("owner").isEmpty()) {
          script.add("ALTER " + Naming.of(object) + " OWNER TO " + quoted(object.text("owner")));
        }
        if (!object.text("comment").isEmpty()) {
          script.add("COMMENT ON " + Naming.of(object) + " IS " + literal(object.text("comment")));
        }
        Privileges.ofNew(script, object, before);
      }
    }
  }

  private void ifNotExists(String create, String rest) {
    script.either(create + rest, create + "IF NOT EXISTS " + rest);
  }

  private void orReplace(String create, String rest) {
    script.either(create + rest, create + " OR REPLACE" + rest);
  }

  private void guarded(ObjectKey key, String... statements) {
    script.when("NOT " + Naming.exists(key), statements);
  }

  private void foreign(CatalogObject object) {
    var key = object.key();
    var options = Options.foreign(script, object, "options");
    switch (key.kind()) {
      case FOREIGN_DATA_WRAPPER -> {
        var handler = object.text("handler");
        var validator = object.text("validator");
        guarded(
            key,
            "CREATE FOREIGN DATA WRAPPER "
                + quoted(key.name())
                + (handler.isEmpty() ? "" : " HANDLER " + handler)
                + (validator.isEmpty() ? "" : " VALIDATOR " + validator)
                + options);
      }
      case FOREIGN_SERVER -> {
        var type = object.text("type");
        var version = object.text("version");
        ifNotExists(
            "CREATE SERVER ",
            quoted(key.name())
                + (type.isEmpty() ? "" : " TYPE " + literal(type))
                + (version.isEmpty() ? "" : " VERSION " + literal(version))
                + " FOREIGN DATA WRAPPER "
                + quoted(object.text("wrapper"))
                + options);
      }
      default ->
          ifNotExists(
              "CREATE USER MAPPING ",
              "FOR " + Naming.role(key.name()) + " SERVER " + quoted(key.parent()) + options);
    }
  }

  private static String collation(CatalogObject object) {
    var parts = new ArrayList<String>();
    parts.add("provider = " + object.text("provider"));
    if (object.text("ctype").isEmpty()) {
      parts.add("locale = " + literal(object.text("locale")));
    } else {
      parts.add("lc_collate = " + literal(object.text("locale")));
      parts.add("lc_ctype = " + literal(object.text("ctype")));
    }
    if (!object.text("rules").isEmpty()) {
      parts.add("rules = " + literal(object.text("rules")));
    }
    if (object.holds("nondeterministic")) {
      parts.add("deterministic = false");
    }
    return " (" + String.join(", ", parts) + ")";
  }

  private void sequence(CatalogObject object) {
    var key = object.key();
    ifNotExists(
        object.holds("unlogged") ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ",
        key.qualified() + sequenceOptions(object));
    ownedBy(script, object);
  }

  static String sequenceOptions(CatalogObject object) {
    return " AS "
        + object.text("type")
        + " INCREMENT BY "
        + object.text("increment")
        + " MINVALUE "
        + object.text("minimum")
        + " MAXVALUE "
        + object.text("maximum")
        + " START WITH "
        + object.text("start")
        + " CACHE "
        + object.text("cache")
        + (object.holds("cycle") ? " CYCLE" : " NO CYCLE");
  }

  static void ownedBy(Script script, CatalogObject sequence) {
    if (!sequence.text("owned_by").isEmpty()) {
      script.atLast(
          "ALTER SEQUENCE "
              + sequence.key().qualified()
              + " OWNED BY "
              + sequence.text("owned_by"));
    }
  }

  private void eventTrigger(CatalogObject object) {
    var name = quoted(object.key().name());
    var tags = object.texts("tags").stream().map(tag -> literal(tag)).collect(joining(", "));
    guarded(
        object.key(),
        "CREATE EVENT TRIGGER "
            + name
            + " ON "
            + quoted(object.text("event"))
            + (tags.isEmpty() ? "" : " WHEN TAG IN (" + tags + ")")
            + " EXECUTE FUNCTION "
            + object.text("function"));
    if (!object.text("fires").isEmpty()) {
      script.add("ALTER EVENT TRIGGER " + name + " " + RelationCreation.firing(object, ""));
    }
  }

  private void publication(CatalogObject object) {
    var what = Publications.objects(object);
    guarded(
        object.key(),
        "CREATE PUBLICATION "
            + quoted(object.key().name())
            + (object.holds("all_tables")
                ? " FOR ALL TABLES"
                : what.isEmpty() ? "" : " FOR " + what)
            + " WITH ("
            + Publications.parameters(object)
            + ")");
  }
}
