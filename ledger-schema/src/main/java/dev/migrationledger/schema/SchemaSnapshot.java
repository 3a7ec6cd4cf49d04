package dev.migrationledger.schema;

import dev.migrationledger.schema.catalog.CatalogReading;
import dev.migrationledger.schema.catalog.Scope;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.object.CanonicalJson;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a schema is at one moment. Two snapshots with the same hash are of the same schema.
 *
 * <p>The hash is SHA-256 over one line for each object in the order of the keys: kind, schema,
 * parent, name and signature, each as a JSON string, and the object's own SHA-256.
 */
public final class SchemaSnapshot {

  private final List<CatalogObject> objects;
  private final String hash;

  private SchemaSnapshot(List<CatalogObject> sorted) {
    this.objects = List.copyOf(sorted);
    this.hash = hash(objects);
  }

  /**
   * Reads the catalogs. With auto-commit it reads in a transaction of its own, at one moment
   * (REPEATABLE READ, READ ONLY); else it reads in the transaction that is open, sees what that has
   * done, and leaves its settings as they were.
   *
   * @throws SnapshotFailure when the schema cannot be read; nothing has changed
   */
  public static SchemaSnapshot take(Connection connection) {
    return take(connection, Scope.all());
  }

  /**
   * The same for a part of the schema: for questions about that part only.
   *
   * @throws SnapshotFailure when the schema cannot be read; nothing has changed
   */
  public static SchemaSnapshot take(Connection connection, Scope scope) {
    return of(CatalogReading.read(connection, scope));
  }

  /**
   * The same within a transaction that is open on the server, also one that the driver knows
   * nothing of; it is left as it was.
   *
   * @throws SnapshotFailure when the schema cannot be read; the transaction goes on
   */
  public static SchemaSnapshot takeInside(Connection connection, Scope scope) {
    return of(CatalogReading.readInside(connection, scope));
  }

  /**
   * A snapshot of these objects.
   *
   * @throws IllegalArgumentException when two of them have the same key
   */
  public static SchemaSnapshot of(Collection<CatalogObject> objects) {
    var sorted = new ArrayList<>(objects);
    sorted.sort(Comparator.comparing(CatalogObject::key));
    for (int i = 1; i < sorted.size(); i++) {
      var key = sorted.get(i).key();
      if (key.equals(sorted.get(i - 1).key())) {
        throw new IllegalArgumentException("two objects are called " + key);
      }
    }
    return new SchemaSnapshot(sorted);
  }

  /** SHA-256 of the whole, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** All objects in the order of their keys. */
  public List<CatalogObject> objects() {
    return objects;
  }

  /** One object. */
  public Optional<CatalogObject> find(ObjectKey key) {
    int at = from(key);
    return at < objects.size() && objects.get(at).key().equals(key)
        ? Optional.of(objects.get(at))
        : Optional.empty();
  }

  /** The parts of a table, domain or server, of one kind, by name. */
  public List<CatalogObject> parts(CatalogKind kind, String schema, String parent) {
    return objects.subList(
        from(ObjectKey.part(kind, schema, parent, "")),
        from(ObjectKey.part(kind, schema, parent + '\0', "")));
  }

  /** Where the first object stands that is this one or comes after it. */
  private int from(ObjectKey key) {
    int low = 0;
    int high = objects.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (objects.get(middle).key().compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many objects. */
  public int size() {
    return objects.size();
  }

  /** The whole as canonical JSON (RFC 8785). */
  public String json() {
    return SnapshotJson.write(this);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws SnapshotFailure when the text is no snapshot
   */
  public static SchemaSnapshot parse(String json) {
    return SnapshotJson.read(json);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SchemaSnapshot that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "%d objects, %s".formatted(objects.size(), hash);
  }

  private static String hash(List<CatalogObject> objects) {
    MessageDigest whole = Sha256.digest();
    var line = new StringBuilder();
    for (CatalogObject object : objects) {
      line.setLength(0);
      CanonicalJson.key(line, object.key());
      line.append(object.sha256()).append('\n');
      whole.update(line.toString().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(whole.digest());
  }
}
