package dev.migrationledger.store.append;

import dev.migrationledger.store.merkle.Hash;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One row to insert. */
final class Row {

  private final EncodedEvent encoded;
  private final Entry entry;
  private final byte[] bytes;
  private final Hash leaf;
  private final Hash root;

  Row(EncodedEvent encoded, Entry entry, byte[] bytes, Hash leaf, Hash root) {
    this.encoded = encoded;
    this.entry = entry;
    this.bytes = bytes;
    this.leaf = leaf;
    this.root = root;
  }

  EncodedEvent encoded() {
    return encoded;
  }

  Entry entry() {
    return entry;
  }

  Hash leaf() {
    return leaf;
  }

  /** Binds this row alone and gives the number of the next parameter. */
  int bind(PreparedStatement statement, Instant recordedAt) throws SQLException {
    statement.setObject(1, OffsetDateTime.ofInstant(recordedAt, ZoneOffset.UTC));
    statement.setLong(2, entry.index());
    statement.setObject(3, UUID.fromString(entry.eventId()));
    statement.setString(4, entry.aggregateType());
    statement.setString(5, entry.target());
    statement.setLong(6, entry.sequence());
    statement.setObject(7, OffsetDateTime.ofInstant(entry.occurredAt(), ZoneOffset.UTC));
    statement.setString(8, entry.type());
    statement.setString(9, entry.revision());
    statement.setBytes(10, encoded.payload().bytes());
    statement.setBytes(11, encoded.metadata().bytes());
    statement.setBytes(12, bytes);
    statement.setBytes(13, leaf.bytes());
    statement.setBytes(14, root.bytes());
    return 15;
  }

  /** Binds the rows as arrays and gives the number of the next parameter. */
  static int bind(PreparedStatement statement, Instant recordedAt, List<Row> rows)
      throws SQLException {
    statement.setString(1, recordedAt.toString());
    longs(statement, 2, rows, r -> r.entry.index());
    texts(statement, 3, rows, r -> r.entry.eventId());
    texts(statement, 4, rows, r -> r.entry.aggregateType());
    texts(statement, 5, rows, r -> r.entry.target());
    longs(statement, 6, rows, r -> r.entry.sequence());
    texts(statement, 7, rows, r -> r.entry.occurredAt().toString());
    texts(statement, 8, rows, r -> r.entry.type());
    texts(statement, 9, rows, r -> r.entry.revision());
    bytes(statement, 10, rows, r -> r.encoded.payload().bytes());
    bytes(statement, 11, rows, r -> r.encoded.metadata().bytes());
    bytes(statement, 12, rows, r -> r.bytes);
    bytes(statement, 13, rows, r -> r.leaf.bytes());
    bytes(statement, 14, rows, r -> r.root.bytes());
    return 15;
  }

  private static void longs(
      PreparedStatement statement, int parameter, List<Row> rows, Function<Row, Long> value)
      throws SQLException {
    var values = rows.stream().map(value).toArray(Long[]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("bigint", values));
  }

  private static void texts(
      PreparedStatement statement, int parameter, List<Row> rows, Function<Row, String> value)
      throws SQLException {
    var values = rows.stream().map(value).toArray(String[]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("text", values));
  }

  private static void bytes(
      PreparedStatement statement, int parameter, List<Row> rows, Function<Row, byte[]> value)
      throws SQLException {
    var values = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("bytea", values));
  }
}
