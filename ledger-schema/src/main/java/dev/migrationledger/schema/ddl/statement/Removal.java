package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.TreeMap;

/** DROP; never with CASCADE, so that nothing goes that nobody has named. */
public final class Removal {

  private Removal() {}

  /** One statement, and what is lost with it. */
  public static void drop(Script script, CatalogObject object) {
    var key = object.key();
    switch (key.kind()) {
      case COLUMN -> column(script, object);
      case CONSTRAINT ->
          ifExists(
              script,
              "ALTER TABLE " + key.qualifiedParent() + " DROP CONSTRAINT ",
              quoted(key.name()));
      case DOMAIN_CONSTRAINT ->
          ifExists(
              script,
              "ALTER DOMAIN " + key.qualifiedParent() + " DROP CONSTRAINT ",
              quoted(key.name()));
      case DEFAULT_PRIVILEGES ->
          Privileges.ofDefaults(script, key, object, new CatalogObject(key, new TreeMap<>()));
      case TRIGGER -> {
        if (object.holds("inherited")) {
          script.add(
              "ALTER TABLE " + key.qualifiedParent() + " ENABLE TRIGGER " + quoted(key.name()));
        } else {
          named(script, object);
        }
      }
      case TABLE -> {
        named(script, object);
        if (!Naming.isForeign(object)) {
          script.warn("the rows of %s are lost".formatted(key));
        }
      }
      case SEQUENCE -> {
        named(script, object);
        script.warn("the counter of %s is lost".formatted(key));
      }
      default -> named(script, object);
    }
  }

  private static void column(Script script, CatalogObject object) {
    var key = object.key();
    if (object.text("type").isEmpty()) {
      new ColumnAlteration(script).alter(object, new CatalogObject(key, new TreeMap<>()));
      return;
    }
    ifExists(script, "ALTER TABLE " + key.qualifiedParent() + " DROP COLUMN ", quoted(key.name()));
    if (object.text("generated").isEmpty()) {
      script.warn("what is stored in %s is lost".formatted(key));
    }
  }

  private static void named(Script script, CatalogObject object) {
    var name = Naming.of(object);
    var kind = name.substring(0, name.length() - rest(object).length());
    ifExists(script, "DROP " + kind, rest(object));
  }

  /** What follows the words of the kind. */
  private static String rest(CatalogObject object) {
    var key = object.key();
    return switch (key.kind()) {
      case FOREIGN_SERVER -> quoted(key.name());
      case USER_MAPPING -> "FOR " + Naming.role(key.name()) + " SERVER " + quoted(key.parent());
      case CAST -> key.name();
      case TEXT_SEARCH, INDEX -> Naming.inSchema(key);
      case RULE, TRIGGER, POLICY -> quoted(key.name()) + " ON " + key.qualifiedParent();
      default -> key.qualified();
    };
  }

  private static void ifExists(Script script, String drop, String name) {
    script.either(drop + name, drop + "IF EXISTS " + name);
  }
}
