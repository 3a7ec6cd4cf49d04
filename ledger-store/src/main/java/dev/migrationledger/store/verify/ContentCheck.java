package dev.migrationledger.store.verify;

import dev.migrationledger.store.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Compares the kept texts with their commitments. */
final class ContentCheck {

  private static final int BATCH = 50;

  private ContentCheck() {}

  /** The first text that is not the committed one. */
  static Optional<FirstBad> run(Connection c) throws SQLException {
    var sql = "SELECT commitment, salt, body FROM ledger.content WHERE erased_at IS NULL";
    try (var statement = c.prepareStatement(sql)) {
      statement.setFetchSize(BATCH);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var commitment = HexFormat.of().formatHex(rows.getBytes(1));
          if (!Hash.sha256(rows.getBytes(2), rows.getBytes(3)).hex().equals(commitment)) {
            return Optional.of(
                new FirstBad(
                    -1,
                    "content",
                    "the text under " + commitment + " is not the one committed to"));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The first of these rows that names a text which is not there, not even as erased. */
  static Optional<FirstBad> missing(Connection c, List<StoredRow> rows) throws SQLException {
    var named = rows.stream().flatMap(r -> r.contents().stream()).distinct().toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    var sql =
        "SELECT n FROM unnest(?::text[]) AS n WHERE NOT EXISTS"
            + " (SELECT FROM ledger.content WHERE commitment = decode(n, 'hex'))";
    try (var statement = c.prepareStatement(sql)) {
      statement.setArray(1, c.createArrayOf("text", named.toArray()));
      try (var results = statement.executeQuery()) {
        if (!results.next()) {
          return Optional.empty();
        }
        var lost = results.getString(1);
        return rows.stream()
            .filter(r -> r.contents().contains(lost))
            .findFirst()
            .map(r -> new FirstBad(r.index(), "content", "the text under " + lost + " is missing"));
      }
    }
  }
}
