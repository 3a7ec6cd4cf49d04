package dev.migrationledger.runner.watch;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.Attribution.Grade;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the catalogs themselves tell of an object's last change, where nothing was captured: the
 * transaction that wrote its catalog row last, whether a receipt names that transaction, when it
 * committed (only with {@code track_commit_timestamp}), and who owns the object. The owner is no
 * proof of who changed it: superusers and members of the role may, too.
 *
 * @param grade {@link Grade#INFERRED}, or {@link Grade#UNKNOWN} when only the owner is known
 * @param basis what it was inferred from, one sentence
 * @param migration the migration whose receipt names the transaction, empty when none does
 * @param committedAt when the transaction committed; the epoch when the server does not keep it
 * @param owner the object's owner, empty when it has none
 */
public record Inference(
    Grade grade, String basis, String migration, Instant committedAt, String owner) {

  private static final String RELATION =
      "SELECT c.xmin::text, pg_get_userbyid(c.relowner), CASE WHEN"
          + " current_setting('track_commit_timestamp') = 'on' AND c.xmin::text::bigint > 2 THEN"
          + " (date_part('epoch', pg_xact_commit_timestamp(c.xmin)) * 1000000)::bigint END FROM"
          + " pg_class c WHERE c.oid = to_regclass(?)";

  /** The low 32 bits of a full transaction number are what a row keeps. */
  private static final String RECEIPT =
      "SELECT version FROM ledger.receipt WHERE target = ? AND transaction_id <> '' AND"
          + " transaction_id::numeric % 4294967296 = ?::numeric ORDER BY id DESC LIMIT 1";

  public Inference {
    requireNonNull(grade, "grade");
    requireNonNull(basis, "basis");
    requireNonNull(migration, "migration");
    requireNonNull(committedAt, "committedAt");
    requireNonNull(owner, "owner");
  }

  /**
   * Looks at a table, index, view or sequence. Empty when there is no such relation.
   *
   * @param target the target's name, as receipts write it
   * @param relation its name, quoted where needed, e.g. {@code public.users}
   */
  public static Optional<Inference> ofRelation(
      Connection connection, String target, String relation) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(RELATION)) {
      sql.setString(1, relation);
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var writer = row.getString(1);
        var committed = row.getLong(3);
        var at = row.wasNull() ? Instant.EPOCH : CaptureInspection.micros(committed);
        return Optional.of(of(writer, receipt(connection, target, writer), at, row.getString(2)));
      }
    }
  }

  private static Inference of(String writer, String migration, Instant at, String owner) {
    var when = at.equals(Instant.EPOCH) ? "" : ", which committed at " + at;
    if (!migration.isEmpty()) {
      return new Inference(
          Grade.INFERRED,
          "its catalog row was last written by transaction %s, the one of migration %s%s"
              .formatted(writer, migration, when),
          migration,
          at,
          owner);
    }
    return new Inference(
        when.isEmpty() ? Grade.UNKNOWN : Grade.INFERRED,
        "its catalog row was last written by transaction %s, of no migration%s; it belongs to role %s"
            .formatted(writer, when, owner),
        "",
        at,
        owner);
  }

  private static String receipt(Connection connection, String target, String writer)
      throws SQLException {
    try (var sql = connection.createStatement();
        var there =
            sql.executeQuery(
                "SELECT coalesce(has_table_privilege(to_regclass('ledger.receipt'), 'SELECT'),"
                    + " false)")) {
      there.next();
      if (!there.getBoolean(1)) {
        return "";
      }
    }
    try (PreparedStatement sql = connection.prepareStatement(RECEIPT)) {
      sql.setString(1, target);
      sql.setString(2, writer);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }
}
