package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.List;

/** What an object is a part of. */
final class Belonging {

  static final List<CatalogKind> RELATIONS =
      List.of(CatalogKind.TABLE, CatalogKind.VIEW, CatalogKind.MATERIALIZED_VIEW);

  private Belonging() {}

  /** The objects that it would vanish with, the nearest first. */
  static List<ObjectKey> owners(ObjectKey key) {
    var schema = ObjectKey.of(CatalogKind.SCHEMA, "", key.schema());
    return switch (key.kind()) {
      case COLUMN, CONSTRAINT, INDEX, TRIGGER, POLICY, RULE ->
          List.of(
              ObjectKey.of(CatalogKind.TABLE, key.schema(), key.parent()),
              ObjectKey.of(CatalogKind.VIEW, key.schema(), key.parent()),
              ObjectKey.of(CatalogKind.MATERIALIZED_VIEW, key.schema(), key.parent()),
              schema);
      case DOMAIN_CONSTRAINT ->
          List.of(ObjectKey.of(CatalogKind.DOMAIN, key.schema(), key.parent()), schema);
      case USER_MAPPING -> List.of(ObjectKey.of(CatalogKind.FOREIGN_SERVER, "", key.parent()));
      case FOREIGN_SERVER,
          SCHEMA,
          EXTENSION,
          LANGUAGE,
          ACCESS_METHOD,
          FOREIGN_DATA_WRAPPER,
          CAST,
          EVENT_TRIGGER,
          PUBLICATION ->
          List.of();
      case COLLATION,
          TYPE,
          DOMAIN,
          SEQUENCE,
          FUNCTION,
          AGGREGATE,
          OPERATOR,
          OPERATOR_CLASS,
          TEXT_SEARCH,
          TABLE,
          VIEW,
          MATERIALIZED_VIEW,
          STATISTICS,
          DEFAULT_PRIVILEGES ->
          key.schema().isEmpty() ? List.of() : List.of(schema);
      case OPERATOR_FAMILY ->
          List.of(
              new ObjectKey(
                  CatalogKind.OPERATOR_CLASS, key.schema(), "", key.name(), key.signature()),
              schema);
    };
  }

  /** Whether a sequence belongs to that column, or to a column of that table. */
  static boolean isOwnedBy(CatalogObject sequence, ObjectKey owner) {
    var owned = sequence.text("owned_by");
    return switch (owner.kind()) {
      case COLUMN -> owned.equals(owner.qualified());
      case TABLE -> owned.startsWith(owner.qualified() + ".");
      default -> false;
    };
  }

  /** The table or domain of a part as a key. */
  static ObjectKey table(ObjectKey part) {
    return ObjectKey.of(CatalogKind.TABLE, part.schema(), part.parent());
  }

  /** Whether a definition names a column. */
  static boolean names(CatalogObject object, String column) {
    var quoted = Identifiers.quoted(column);
    var words = " " + Wording.none().of(object.text("definition")) + " ";
    return words.contains(" " + quoted + " ");
  }
}
