package dev.migrationledger.query.status;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads {@code schema_migrations}. */
public final class StatusQueries {

  private static final String ORDER = " ORDER BY number NULLS LAST, filename COLLATE \"C\"";

  private static final String SLOWEST =
      " ORDER BY coalesce(execution_time_ms, 0) DESC, coalesce(number, 0)";

  /** Those that an index finds, so that no other row is read. */
  private static final String FOUND =
      "WHERE target = ? AND filename = ANY (ARRAY(SELECT filename FROM ledger.schema_migrations ";

  private StatusQueries() {}

  /** Where every migration of the target stands. */
  public static StatusAnswer status(Connection c, String target, long asOf) {
    return of(target, asOf, rows(c, target));
  }

  /** The same of rows that somebody else read, or folded. */
  public static StatusAnswer of(String target, long asOf, List<Row> rows) {
    var lines = rows.stream().map(StatusQueries::line).toList();
    return new StatusAnswer("ledger/status/v1", target, asOf, lines, summary(lines));
  }

  /** A line for every row of the target, by number, then by file. */
  public static List<Row> rows(Connection c, String target) {
    return Rows.select(c, SchemaMigrations.LINE, "WHERE target = ?" + ORDER, target);
  }

  /** Every row of the target, as far as it takes to count them, by number, then by file. */
  public static List<Row> brief(Connection c, String target) {
    return Rows.select(c, SchemaMigrations.BRIEF, "WHERE target = ?" + ORDER, target);
  }

  /** Every migration of the target and where it stands, by number. */
  public static List<Row> standing(Connection c, String target) {
    return Rows.select(
        c, SchemaMigrations.STANDING, "WHERE target = ? AND known ORDER BY number", target);
  }

  /** A line for each of these files of the target, by number, then by file. */
  public static List<Row> lines(Connection c, String target, Collection<String> files) {
    return files.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            SchemaMigrations.LINE,
            "WHERE target = ? AND filename = ANY (?)" + ORDER,
            target,
            files.toArray(String[]::new));
  }

  /** A line for each row of the target that has a flag, by number, then by file. */
  public static List<Row> flagged(Connection c, String target, String flag) {
    return Rows.select(
        c,
        SchemaMigrations.LINE,
        FOUND + "WHERE target = ? AND ? = ANY (flags)))" + ORDER,
        target,
        target,
        flag);
  }

  /** The applied rows that took most time, longest first, in detail. */
  public static List<Row> slowest(Connection c, String target, int most) {
    return Rows.select(
        c,
        SchemaMigrations.DETAILED,
        FOUND + "WHERE target = ? AND status = 'applied'" + SLOWEST + " LIMIT ?))" + SLOWEST,
        target,
        target,
        most);
  }

  /** How many rows the target has, without refused files that are no longer in the folder. */
  public static int counted(Connection c, String target) {
    var sql =
        "SELECT count(*) FROM ledger.schema_migrations WHERE target = ?"
            + " AND NOT (status = 'rejected' AND 'missing' = ANY (flags))";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "count the migrations of " + target, c);
    }
  }

  /** The rows of the target that are not applied, in detail, by number, then by file. */
  public static List<Row> unapplied(Connection c, String target) {
    return Rows.select(
        c,
        SchemaMigrations.DETAILED,
        FOUND + "WHERE target = ? AND status <> 'applied'))" + ORDER,
        target,
        target);
  }

  /** The applied rows that waited for a lock, in detail, by number, then by file. */
  public static List<Row> waited(Connection c, String target) {
    return Rows.select(
        c,
        SchemaMigrations.DETAILED,
        "WHERE target = ? AND status = 'applied' AND (" + SchemaMigrations.WAITED + ")" + ORDER,
        target);
  }

  /** The rows of one number: the migration, and refused files that share it. */
  public static List<Row> rows(Connection c, String target, long number) {
    return Rows.select(
        c, SchemaMigrations.TABLE, "WHERE target = ? AND number = ?" + ORDER, target, number);
  }

  /** The migration of one number on every target that knows it, by target. */
  public static List<Row> everywhere(Connection c, long number) {
    return Rows.select(
        c, SchemaMigrations.EVERYWHERE, "WHERE number = ? AND known ORDER BY target", number);
  }

  /** The row as an answer shows it. */
  public static StatusAnswer.Line line(Row row) {
    return new StatusAnswer.Line(
        row.text(SchemaMigrations.VERSION),
        row.text(SchemaMigrations.FILENAME),
        row.text(SchemaMigrations.STATUS),
        row.texts(SchemaMigrations.FLAGS),
        row.text(SchemaMigrations.CHECKSUM),
        Moment.of(row, SchemaMigrations.APPLIED_AT),
        Millis.of(row.number(SchemaMigrations.EXECUTION_TIME_MS)),
        row.text(SchemaMigrations.ACTOR));
  }

  private static StatusAnswer.Summary summary(List<StatusAnswer.Line> lines) {
    return new StatusAnswer.Summary(
        count(lines, MigrationStatus.PENDING),
        count(lines, MigrationStatus.REJECTED),
        count(lines, MigrationStatus.RUNNING),
        count(lines, MigrationStatus.APPLIED),
        count(lines, MigrationStatus.FAILED),
        count(lines, MigrationStatus.UNKNOWN),
        count(lines, MigrationStatus.RETIRED),
        count(lines, MigrationStatus.BASELINED),
        count(lines, MigrationStatus.ROLLED_BACK),
        (int) lines.stream().filter(l -> l.flags().contains("edited")).count(),
        lines.size());
  }

  private static int count(List<StatusAnswer.Line> lines, MigrationStatus status) {
    var word = Words.of(status);
    return (int) lines.stream().filter(l -> l.state().equals(word)).count();
  }
}
