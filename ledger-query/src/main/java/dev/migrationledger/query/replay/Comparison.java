package dev.migrationledger.query.replay;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.store.failure.SqlFailures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares two tables of one definition row by row, in key order, without holding them. */
final class Comparison implements AutoCloseable {

  private static final int FETCH = 1_000;

  private final Table table;
  private final Side stored;
  private final Side replayed;
  private Optional<Difference> first = Optional.empty();

  private Comparison(Connection c, Table table, String place) throws SQLException {
    this.table = table;
    this.stored = new Side(c, table, table.live());
    this.replayed = new Side(c, table, place);
  }

  /**
   * A difference.
   *
   * @param key the row's key
   * @param column the column's place, −1 for the whole row
   * @param stored what the live table says, empty when there is no row
   * @param replayed what the replay says, empty when there is no row
   */
  record Difference(List<String> key, int column, Optional<Row> stored, Optional<Row> replayed) {}

  /**
   * What came out.
   *
   * @param rows how many rows the replay has
   * @param digest over the stored rows
   * @param digestReplayed over the replayed rows
   * @param first the first difference
   */
  record Result(long rows, String digest, String digestReplayed, Optional<Difference> first) {}

  /** Compares the live table with a replayed one; needs a transaction. */
  static Result between(Connection c, Table table, String place) {
    try (var comparison = new Comparison(c, table, place)) {
      comparison.run();
      return new Result(
          comparison.replayed.count,
          comparison.stored.digest(),
          comparison.replayed.digest(),
          comparison.first);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "compare " + table.live() + " with a replay", c);
    }
  }

  private void run() throws SQLException {
    var left = stored.next();
    var right = replayed.next();
    while (left.isPresent() || right.isPresent()) {
      int order = order(left, right);
      if (order == 0) {
        compare(left.orElseThrow(), right.orElseThrow());
      } else if (first.isEmpty()) {
        var row = order < 0 ? left : right;
        first =
            Optional.of(
                new Difference(
                    row.orElseThrow().key(),
                    -1,
                    order < 0 ? left : Optional.empty(),
                    order < 0 ? Optional.empty() : right));
      }
      left = order <= 0 ? stored.next() : left;
      right = order >= 0 ? replayed.next() : right;
    }
  }

  private int order(Optional<Row> left, Optional<Row> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? 1 : -1;
    }
    for (var column : table.key()) {
      var a = left.get().text(column);
      var b = right.get().text(column);
      int order =
          switch (column.type()) {
            case NUMBER -> Long.compare(Long.parseLong(a), Long.parseLong(b));
            case TEXT, FLAG, TEXTS, NUMBERS, JSON, INSTANT -> byBytes(a, b);
          };
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** As collation C orders UTF-8. */
  private static int byBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private void compare(Row left, Row right) {
    if (first.isPresent()) {
      return;
    }
    var a = left.values();
    var b = right.values();
    for (int i = 0; i < a.length; i++) {
      if (!Objects.equals(a[i], b[i])) {
        first = Optional.of(new Difference(left.key(), i, Optional.of(left), Optional.of(right)));
        return;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    stored.close();
    replayed.close();
  }

  /** One table, read in key order. */
  private static final class Side implements AutoCloseable {

    private final Table table;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final MessageDigest hash;
    private long count;

    Side(Connection c, Table table, String place) throws SQLException {
      this.table = table;
      this.hash = sha256();
      this.statement =
          c.prepareStatement(
              "SELECT %s FROM %s ORDER BY %s"
                  .formatted(table.selectList(), place, table.keyList()));
      statement.setFetchSize(FETCH);
      this.rows = statement.executeQuery();
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    Optional<Row> next() throws SQLException {
      if (!rows.next()) {
        return Optional.empty();
      }
      count++;
      var values = new @Nullable String[table.columns().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.getString(i + 1);
        add(values[i]);
      }
      return Optional.of(Row.of(table, values));
    }

    private void add(@Nullable String value) {
      var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
      hash.update(ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array());
      hash.update(bytes);
    }

    String digest() {
      return HexFormat.of().formatHex(hash.digest());
    }

    @Override
    public void close() throws SQLException {
      rows.close();
      statement.close();
    }
  }
}
