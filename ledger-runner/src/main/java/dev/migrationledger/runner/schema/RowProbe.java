package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.rows.RowDemand;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the target whether its rows are as statements demand, where the answer is cheap. */
public final class RowProbe {

  /** Larger tables are left to the migration itself. */
  private static final long MOST_ROWS = 1_000_000;

  private static final long MOST_BYTES = 256L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration ALTOGETHER = Duration.ofSeconds(10);

  private static final String TABLE =
      """
      SELECT c.relkind = 'p', sum(greatest(r.reltuples, 0))::bigint,
             sum(pg_catalog.pg_relation_size(r.oid))::bigint,
             bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT'))
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_class r ON r.oid = c.oid
        OR r.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(c.oid))
      WHERE c.oid = pg_catalog.to_regclass(?) GROUP BY c.relkind
      """;

  /** Names of columns, in the order of a constraint. */
  private static final String NAMES =
      """
      (SELECT array_agg(a.attname::text ORDER BY k.place)
       FROM unnest(%s) WITH ORDINALITY AS k (number, place)
       JOIN pg_catalog.pg_attribute a ON a.attrelid = %s AND a.attnum = k.number)
      """;

  private static final String PRIMARY_KEY =
      "SELECT "
          + NAMES.formatted("c.conkey", "c.conrelid")
          + " FROM pg_catalog.pg_constraint c"
          + " WHERE c.contype = 'p' AND c.conrelid = pg_catalog.to_regclass(?)";

  private static final String CONSTRAINT =
      "SELECT c.contype, n.nspname, t.relname, "
          + NAMES.formatted("c.conkey", "c.conrelid")
          + ", "
          + NAMES.formatted("c.confkey", "c.confrelid")
          + ", pg_catalog.pg_get_expr(c.conbin, c.conrelid), c.confmatchtype = 's'"
          + " FROM pg_catalog.pg_constraint c"
          + " LEFT JOIN pg_catalog.pg_class t ON t.oid = c.confrelid"
          + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace"
          + " WHERE c.conrelid = pg_catalog.to_regclass(?) AND c.conname = ?"
          + " AND NOT c.convalidated";

  private final TargetSession session;

  public RowProbe(TargetSession session) {
    this.session = session;
  }

  /** A table as the catalog counts it. */
  private record Size(boolean all, long rows, long bytes, boolean readable) {

    String tooLarge() {
      return String.format(
          Locale.ROOT, "the table is large (about %,d rows, %,d MiB)", rows, bytes >> 20);
    }
  }

  /** Asks about each; those the catalog answers, or that no longer matter, are left out. */
  public List<Probed> probe(List<RowDemand> demands) throws SQLException {
    var probed = new ArrayList<Probed>();
    var start = System.nanoTime();
    for (var demand : demands) {
      if (System.nanoTime() - start > ALTOGETHER.toNanos()) {
        probed.add(
            unasked(demand, 0, "the questions before took " + ALTOGETHER.toSeconds() + " s"));
      } else {
        probe(demand).ifPresent(probed::add);
      }
    }
    return probed;
  }

  private Optional<Probed> probe(RowDemand demand) throws SQLException {
    try {
      return ReadOnly.ask(session, LONGEST, connection -> ask(connection, demand));
    } catch (SQLException e) {
      return switch (String.valueOf(e.getSQLState())) {
        case "57014" ->
            Optional.of(unasked(demand, 0, "it took longer than " + LONGEST.toSeconds() + " s"));
        case "55P03" -> Optional.of(unasked(demand, 0, "somebody holds a lock on the table"));
        case "42501" -> Optional.of(unasked(demand, 0, "the role may not read all of its rows"));
        case String state when state.startsWith("08") || state.equals("57P01") -> throw e;
        default -> Optional.empty();
      };
    }
  }

  private static Probed unasked(RowDemand demand, long rows, String why) {
    return new Probed(demand, 0, rows, "", why);
  }

  private static Optional<Probed> ask(Connection connection, RowDemand demand) throws SQLException {
    var size = size(connection, demand.table());
    var query = size.isEmpty() ? Optional.<RowQuery>empty() : query(connection, demand, size.get());
    if (size.isEmpty() || query.isEmpty()) {
      return Optional.empty();
    }
    var table = size.get();
    if (!table.readable()) {
      return Optional.of(unasked(demand, table.rows(), "the role may not read the table"));
    }
    if (table.rows() > MOST_ROWS || table.bytes() > MOST_BYTES) {
      return Optional.of(unasked(demand, table.rows(), table.tooLarge()));
    }
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(query.get().count())) {
      row.next();
      return Optional.of(new Probed(demand, row.getLong(1), table.rows(), query.get().show(), ""));
    }
  }

  private static Optional<Size> size(Connection connection, RowDemand.Table table)
      throws SQLException {
    try (var sql = connection.prepareStatement(TABLE)) {
      sql.setString(1, RowQuery.table(table, false));
      try (var row = sql.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Size(row.getBoolean(1), row.getLong(2), row.getLong(3), row.getBoolean(4)))
            : Optional.empty();
      }
    }
  }

  private static Optional<RowQuery> query(Connection connection, RowDemand demand, Size size)
      throws SQLException {
    return switch (demand.kind()) {
      case NO_NULLS -> Optional.of(RowQuery.nulls(demand, size.all()));
      case NO_DUPLICATES -> Optional.of(RowQuery.duplicates(demand, size.all()));
      case NO_ORPHANS -> {
        var parents =
            demand.otherColumns().isEmpty()
                ? primaryKey(connection, demand.other())
                : demand.otherColumns();
        yield parents.size() == demand.columns().size()
            ? Optional.of(RowQuery.orphans(demand, size.all(), demand.columns(), parents))
            : Optional.empty();
      }
      case VALID -> validated(connection, demand, size.all());
    };
  }

  private static List<String> primaryKey(Connection connection, RowDemand.Table table)
      throws SQLException {
    try (var sql = connection.prepareStatement(PRIMARY_KEY)) {
      sql.setString(1, RowQuery.table(table, false));
      try (var row = sql.executeQuery()) {
        return row.next() ? List.of((String[]) row.getArray(1).getArray()) : List.of();
      }
    }
  }

  private static Optional<RowQuery> validated(Connection connection, RowDemand demand, boolean all)
      throws SQLException {
    try (var sql = connection.prepareStatement(CONSTRAINT)) {
      sql.setString(1, RowQuery.table(demand.table(), false));
      sql.setString(2, demand.constraint());
      try (var row = sql.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return switch (row.getString(1)) {
          case "c" -> Optional.of(RowQuery.where(demand, all, "NOT (" + row.getString(6) + ")"));
          case "f" -> {
            var foreign =
                pointingTo(demand, new RowDemand.Table(row.getString(2), row.getString(3)));
            var columns = List.of((String[]) row.getArray(4).getArray());
            var parents = List.of((String[]) row.getArray(5).getArray());
            yield row.getBoolean(7)
                ? Optional.of(RowQuery.orphans(foreign, all, columns, parents))
                : Optional.empty();
          }
          default -> Optional.empty();
        };
      }
    }
  }

  private static RowDemand pointingTo(RowDemand demand, RowDemand.Table other) {
    return new RowDemand(
        demand.kind(),
        demand.table(),
        true,
        demand.columns(),
        other,
        demand.otherColumns(),
        demand.constraint(),
        demand.nullsEqual(),
        demand.file(),
        demand.place());
  }
}
