package dev.migrationledger.runner.schema;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.object.ObjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the catalogs themselves tell of an object's last change, where nothing was captured: the
 * transaction that wrote its catalog row last, whether a receipt names that transaction, when it
 * committed (only with {@code track_commit_timestamp}), and who owns the object. The owner is no
 * proof of who changed it: superusers and members of the role may, too. Nor need the last write be
 * the change that is asked about.
 *
 * @param grade {@link Grade#INFERRED}, or {@link Grade#UNKNOWN} when only the owner is known
 * @param basis what it was inferred from, one sentence
 * @param migration the migration whose receipt names the transaction, empty when none does
 * @param committedAt when the transaction committed; the epoch when the server does not keep it
 * @param owner the object's owner, that of its table for a part of one
 */
public record Inference(
    Grade grade, String basis, String migration, Instant committedAt, String owner) {

  /**
   * The low 32 bits of a full transaction number are what a row keeps. A receipt that was restored
   * from a dump was written by another transaction than it names: numbers of another server say
   * nothing here.
   */
  private static final String RECEIPT =
      "SELECT version FROM ledger.receipt WHERE target = ? AND transaction_id <> '' AND"
          + " transaction_id::numeric % 4294967296 = ?::numeric AND xmin::text = ? ORDER BY id DESC"
          + " LIMIT 1";

  public Inference {
    requireNonNull(grade, "grade");
    requireNonNull(basis, "basis");
    requireNonNull(migration, "migration");
    requireNonNull(committedAt, "committedAt");
    requireNonNull(owner, "owner");
  }

  /**
   * Looks at an object. Empty when it is not there, or is of a kind whose row tells nothing of it.
   *
   * @param target the target's name, as receipts write it
   */
  public static Optional<Inference> of(Connection connection, String target, ObjectKey object)
      throws SQLException {
    var question = RowWriter.of(object);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement sql = question.get().prepare(connection);
        ResultSet row = sql.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      var writer = row.getString(1);
      var committed = row.getLong(3);
      var at = row.wasNull() ? Instant.EPOCH : Instant.EPOCH.plus(committed, ChronoUnit.MICROS);
      return Optional.of(of(writer, receipt(connection, target, writer), at, row.getString(2)));
    }
  }

  /**
   * What is known of who changed an object, with what its catalog row tells when nothing was
   * captured, and with the session that may have done it when the row does not name a migration;
   * unchanged when the catalogs cannot be asked.
   */
  public static Attribution refine(
      Attribution known,
      TargetSession session,
      String target,
      ObjectKey object,
      OpenSessions sessions) {
    if (known.grade() != Grade.UNKNOWN) {
      return known;
    }
    try {
      var row = of(session.connection(), target, object);
      var told =
          row.map(i -> new Attribution(known.by(), i.grade(), known.evidence() + "; " + i.basis()))
              .orElse(known);
      return row.filter(i -> !i.migration().isEmpty()).isPresent()
          ? told
          : sessions.refine(told, object);
    } catch (SQLException e) {
      return known;
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
      sql.setString(3, writer);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }
}
