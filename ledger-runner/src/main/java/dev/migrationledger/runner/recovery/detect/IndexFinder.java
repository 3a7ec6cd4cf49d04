package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.runner.recovery.state.Estimate;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds indexes that no query can use and that nobody builds at this moment. */
final class IndexFinder {

  /** Of the table's bytes; the slowest that was measured, on a busy machine. */
  private static final long REBUILT_MIB_PER_SECOND = 15;

  private static final String INDEXES =
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
             CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
             pg_catalog.format('%I.%I', tn.nspname, t.relname), i.indisvalid, i.indisready,
             i.indisunique, pg_catalog.pg_get_expr(i.indpred, i.indrelid),
             (SELECT pg_catalog.array_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k, true)
                ORDER BY k) FROM pg_catalog.generate_series(1, i.indnkeyatts::int) AS k),
             pg_catalog.pg_get_indexdef(i.indexrelid),
             pg_catalog.pg_table_size(t.oid),
             EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid),
             coalesce(pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct', 'false') = 'true'
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND c.relkind = 'i'
        AND n.nspname !~ '^pg_(toast|temp)|^(pg_catalog|information_schema|ledger)$'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
          WHERE p.index_relid = i.indexrelid AND p.datname = pg_catalog.current_database())
      ORDER BY 1
      """;

  private final Scene scene;

  IndexFinder(Scene scene) {
    this.scene = scene;
  }

  /** An index as the catalogs have it. */
  private record Index(
      String name,
      String recorded,
      String table,
      boolean valid,
      boolean ready,
      boolean unique,
      String where,
      List<String> keys,
      String definition,
      long tableBytes,
      boolean ofConstraint,
      boolean nullsEqual) {

    static Index of(ResultSet row) throws SQLException {
      var where = row.getString(7);
      return new Index(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getBoolean(4),
          row.getBoolean(5),
          row.getBoolean(6),
          where == null ? "" : where,
          List.of((String[]) row.getArray(8).getArray()),
          row.getString(9),
          row.getLong(10),
          row.getBoolean(11),
          row.getBoolean(12));
    }

    /** What REINDEX CONCURRENTLY leaves behind when it does not come to its end. */
    boolean isLeftOver() {
      return name.replace("\"", "").matches(".*_cc(?:new|old)\\d*");
    }

    /** Values that more than one row has, which a unique index does not allow. */
    String duplicates() {
      var columns = String.join(", ", keys);
      var conditions = new ArrayList<String>();
      if (!where.isEmpty()) {
        conditions.add("(" + where + ")");
      }
      if (!nullsEqual) {
        keys.forEach(k -> conditions.add("(" + k + ") IS NOT NULL"));
      }
      return "SELECT %s, count(*) FROM %s%s GROUP BY %s HAVING count(*) > 1"
          .formatted(
              columns,
              table,
              conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions),
              keys.stream().map(k -> "(" + k + ")").collect(Collectors.joining(", ")));
    }
  }

  List<FailureState> find() throws SQLException {
    var connection = scene.session().connection();
    var indexes = new ArrayList<Index>();
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(INDEXES)) {
      while (row.next()) {
        indexes.add(Index.of(row));
      }
    }
    var underWay = underWay();
    var states = new ArrayList<FailureState>();
    for (var index : indexes) {
      if (!underWay.contains(index.name())) {
        states.add(state(connection, index));
      }
    }
    return states;
  }

  /** The indexes that going on with a half-done migration drops and builds again. */
  private Set<String> underWay() throws SQLException {
    if (scene.state().migrations().stream().noneMatch(m -> m.status() == MigrationStatus.UNKNOWN)) {
      return Set.of();
    }
    var dropped =
        scene.plans().stream()
            .map(RecoveryPlan::cleanup)
            .flatMap(List::stream)
            .map(sql -> sql.replaceFirst("^.* IF EXISTS ", ""))
            .toList();
    var names = new ArrayList<String>();
    try (var sql =
        scene
            .session()
            .connection()
            .prepareStatement(
                "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.oid = pg_catalog.to_regclass(?)")) {
      for (var name : dropped) {
        sql.setString(1, name);
        try (var row = sql.executeQuery()) {
          if (row.next()) {
            names.add(row.getString(1));
          }
        }
      }
    }
    return Set.copyOf(names);
  }

  private FailureState state(Connection connection, Index index) throws SQLException {
    var evidence = new ArrayList<String>();
    evidence.add(
        "on %s: valid %s, ready %s; %s"
            .formatted(index.table(), index.valid(), index.ready(), index.definition()));
    var twice = index.unique() && !index.isLeftOver() ? twice(connection, index) : 0;
    if (twice > 0) {
      evidence.add(
          "%d values stand in more than one row, so it cannot be built; they are shown by: %s"
              .formatted(twice, index.duplicates()));
    }
    var ways = new ArrayList<WayOut>();
    if (!index.isLeftOver() && twice == 0) {
      ways.add(rebuild(index));
    }
    if (!index.ofConstraint()) {
      ways.add(drop(index));
    }
    var code = index.ready() ? RecoveryCode.INDEX_INVALID : RecoveryCode.INDEX_NOT_READY;
    return new FailureState(
        code,
        "index " + index.name(),
        maker(index).map(Version::text).orElse(""),
        "the index %s is %s, and nobody builds it"
            .formatted(index.name(), index.ready() ? "invalid" : "not ready"),
        evidence,
        ways,
        !ways.isEmpty() && twice == 0);
  }

  private Optional<Version> maker(Index index) {
    return scene.objects().stream()
        .filter(o -> o.kind().equals("index") && o.action().equals("creates"))
        .filter(o -> o.name().equals(index.recorded()))
        .map(RecordedObject::number)
        .reduce((a, b) -> b)
        .flatMap(n ->
            scene.state().migrations().stream()
                .map(m -> m.version())
                .filter(v -> v.number() == n)
                .findFirst());
  }

  private static long twice(Connection connection, Index index) throws SQLException {
    try (var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT count(*) FROM (" + index.duplicates() + ") AS twice")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static WayOut rebuild(Index index) {
    var step =
        new Step(
            "rebuild the index " + index.name() + " without stopping writes",
            "REINDEX INDEX CONCURRENTLY " + index.name(),
            Risk.LOW,
            "reads and writes go on; it waits for older transactions to end",
            "",
            Estimate.of(index.tableBytes(), REBUILT_MIB_PER_SECOND, "REINDEX CONCURRENTLY"),
            false);
    return WayOut.of("rebuild", step, new Repair.RunSql());
  }

  private static WayOut drop(Index index) {
    var step =
        new Step(
            "drop the index " + index.name(),
            "DROP INDEX CONCURRENTLY " + index.name(),
            index.isLeftOver() ? Risk.LOW : Risk.MEDIUM,
            index.isLeftOver()
                ? "a rebuild left it behind; the index it was to replace is not touched"
                : "queries that count on it stay slow, and what it should keep unique is not, until"
                    + " it is created again: "
                    + index.definition(),
            "",
            Estimate.NONE,
            false);
    return WayOut.of("drop", step, new Repair.RunSql());
  }
}
