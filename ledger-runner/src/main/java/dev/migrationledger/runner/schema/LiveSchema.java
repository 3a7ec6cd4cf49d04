package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.Scope;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Value;
import dev.migrationledger.sql.SecretText;
import java.sql.Connection;
import java.util.TreeMap;

/** The target's schema as it is now, without the secrets that somebody wrote into it. */
public final class LiveSchema {

  private LiveSchema() {}

  /**
   * Looks.
   *
   * @throws dev.migrationledger.schema.catalog.SnapshotFailure when the schema cannot be read
   */
  public static SchemaSnapshot of(TargetSession session) {
    return of(session.connection());
  }

  /** The same on any connection. */
  public static SchemaSnapshot of(Connection connection) {
    return withoutSecrets(SchemaSnapshot.take(connection));
  }

  /**
   * The same within a transaction that a script has open; it goes on.
   *
   * @throws dev.migrationledger.schema.catalog.SnapshotFailure when the schema cannot be read
   */
  public static SchemaSnapshot inside(Connection connection) {
    return withoutSecrets(SchemaSnapshot.takeInside(connection, Scope.all()));
  }

  /** Any snapshot as this room gives it. */
  public static SchemaSnapshot withoutSecrets(SchemaSnapshot taken) {
    return taken.objects().stream().noneMatch(LiveSchema::hasSecret)
        ? taken
        : SchemaSnapshot.of(taken.objects().stream().map(LiveSchema::withoutSecret).toList());
  }

  /** People write texts of their own into bodies of functions. */
  private static boolean hasSecret(CatalogObject object) {
    if (object.key().kind() != CatalogKind.FUNCTION) {
      return false;
    }
    var text = object.text("definition");
    return !SecretText.without(text).equals(text);
  }

  private static CatalogObject withoutSecret(CatalogObject object) {
    if (!hasSecret(object)) {
      return object;
    }
    var attributes = new TreeMap<>(object.attributes());
    attributes.put("definition", new Value.Text(SecretText.without(object.text("definition"))));
    return new CatalogObject(object.key(), attributes);
  }
}
