package dev.migrationledger.query.projection;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A read model: its table and how events become rows.
 *
 * @param table where its rows lie
 * @param revision raised whenever the same events give other rows, so that old rows are replayed
 * @param projection makes the projection over a working set
 */
public record ReadModel(Table table, int revision, Function<Rows, Projection> projection) {

  public ReadModel {
    requireNonNull(table, "table");
    requireNonNull(projection, "projection");
  }

  /** The table's name: what the read model is called. */
  public String name() {
    return table.name();
  }

  /** Tells whether rows were made by this very definition. */
  String fingerprint() {
    try {
      var text = revision + "\n" + String.join("\n", table.create(table.live()));
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
