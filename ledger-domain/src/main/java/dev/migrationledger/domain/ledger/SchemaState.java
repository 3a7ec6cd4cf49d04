package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.KnownSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger knows of a target's schema.
 *
 * @param schema what it shall be
 * @param isCurrent whether no migration has run since it was looked at
 * @param drift the objects that are known to differ, each with a digest of how
 */
public record SchemaState(KnownSchema schema, boolean isCurrent, Map<String, String> drift) {

  /** Nobody has ever looked. */
  public static final SchemaState NONE = new SchemaState(KnownSchema.NONE, true, Map.of());

  public SchemaState {
    requireNonNull(schema, "schema");
    drift = Collections.unmodifiableMap(new TreeMap<>(drift));
  }

  static String digest(Drift drift) {
    var text = String.join("\0", drift.change().name(), drift.before(), drift.after());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  SchemaState verified(KnownSchema now) {
    return new SchemaState(now, true, drift);
  }

  /** A migration has run: what it did is not known yet. */
  SchemaState behind() {
    return isCurrent ? new SchemaState(schema, false, drift) : this;
  }

  SchemaState with(Drift found) {
    var more = new TreeMap<>(drift);
    more.put(found.label(), digest(found));
    return new SchemaState(schema, isCurrent, more);
  }

  SchemaState without(String object) {
    var fewer = new TreeMap<>(drift);
    fewer.remove(object);
    return new SchemaState(schema, isCurrent, fewer);
  }
}
