package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;

/** ALTER … RENAME TO and SET SCHEMA. */
public final class Renaming {

  private Renaming() {}

  /** Whether SQL has a word for it. */
  public static boolean isPossible(ObjectKey from, ObjectKey to) {
    return switch (to.kind()) {
      case EXTENSION, ACCESS_METHOD, USER_MAPPING, CAST, DEFAULT_PRIVILEGES -> false;
      case OPERATOR -> from.name().equals(to.name());
      default -> true;
    };
  }

  /** From the one name, and schema, to the other. */
  public static void rename(Script script, CatalogObject from, CatalogObject to) {
    var old = from.key();
    var now = to.key();
    if (!old.schema().equals(now.schema()) && now.parent().isEmpty()) {
      script.when(
          Naming.exists(old), "ALTER " + Naming.of(from) + " SET SCHEMA " + quoted(now.schema()));
      var moved =
          new ObjectKey(old.kind(), now.schema(), old.parent(), old.name(), now.signature());
      rename(script, new CatalogObject(moved, from.attributes()), to);
    } else if (!old.name().equals(now.name())) {
      name(script, from, to);
    }
  }

  /** Parts have their parent's present name: that was renamed before. */
  private static void name(Script script, CatalogObject from, CatalogObject to) {
    var now = to.key();
    var old =
        new ObjectKey(now.kind(), now.schema(), now.parent(), from.key().name(), now.signature());
    var name = quoted(old.name());
    var rename =
        switch (now.kind()) {
          case COLUMN, CONSTRAINT ->
              "ALTER TABLE " + now.qualifiedParent() + " RENAME " + now.kind() + " " + name;
          case DOMAIN_CONSTRAINT ->
              "ALTER DOMAIN " + now.qualifiedParent() + " RENAME CONSTRAINT " + name;
          default -> "ALTER " + Naming.of(new CatalogObject(old, from.attributes())) + " RENAME";
        };
    script.when(Naming.exists(old), rename + " TO " + quoted(now.name()));
  }
}
