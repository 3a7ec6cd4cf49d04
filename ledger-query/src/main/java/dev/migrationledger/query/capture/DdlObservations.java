package dev.migrationledger.query.capture;

import static dev.migrationledger.query.projection.Column.flag;
import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.query.projection.Utc;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** The table {@code ddl_observed}: every captured change of an object. */
public final class DdlObservations {

  public static final Column TARGET = text("target", "The target.");
  public static final Column POSITION = number("position", "Index of its DdlObserved event.");
  public static final Column LEAF = text("leaf", "Leaf hash of that event.");
  public static final Column OBSERVED_AT =
      instant("observed_at", "The target's clock when it was captured.");
  public static final Column TRANSACTION =
      number("transaction", "The target's number of the transaction.");
  public static final Column ORDINAL = number("ordinal", "Place in its transaction, from 1.");
  public static final Column SOURCE = text("source", "command, drop or rewrite.");
  public static final Column TAG = text("tag", "Command tag, e.g. ALTER TABLE.");
  public static final Column KIND = text("kind", "Sort of object in PostgreSQL's words.");
  public static final Column SCHEMA_NAME = text("schema_name", "Schema of the object.");
  public static final Column IDENTITY =
      text("identity", "The object; empty when the command names none.");
  public static final Column STATEMENT =
      text("statement", "Commitment to the text of the client's query.");
  public static final Column SESSION_USER = text("session_user_name", "Role that logged in.");
  public static final Column ROLE = text("role_name", "Role taken on, else the same.");
  public static final Column CLIENT_ADDRESS =
      text("client_address", "Address of the client; empty for a local socket.");
  public static final Column APPLICATION =
      text("application", "What the client said it is; a claim.");
  public static final Column IN_EXTENSION = flag("in_extension", "Part of an extension's script.");
  public static final Column VERSION =
      text("version", "The migration a receipt proves; empty when none does.");
  public static final Column RUN = text("run", "That migration's run.");
  public static final Column PROOF = text("proof", "none, receipt or receipt-around.");

  static final Table TABLE =
      new Table(
          "ddl_observed",
          "Derived from the events: DDL that was captured on the targets, one row an object.",
          List.of(
              TARGET,
              POSITION,
              LEAF,
              OBSERVED_AT,
              TRANSACTION,
              ORDINAL,
              SOURCE,
              TAG,
              KIND,
              SCHEMA_NAME,
              IDENTITY,
              STATEMENT,
              SESSION_USER,
              ROLE,
              CLIENT_ADDRESS,
              APPLICATION,
              IN_EXTENSION,
              VERSION,
              RUN,
              PROOF),
          List.of(TARGET, POSITION),
          List.of("target, observed_at", "target, identity"));

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 1, DdlObservedProjection::new);

  private DdlObservations() {}

  /**
   * What no receipt vouches for, oldest first: neither members of extensions nor what was done to
   * the ledger's own schema.
   *
   * @param most the newest so many
   */
  public static List<Row> withoutMigration(Connection c, String target, int most) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND proof = 'none' AND NOT in_extension AND schema_name <> 'ledger'"
                + " ORDER BY position DESC LIMIT ?",
            target,
            most)
        .reversed();
  }

  /** What was captured in a span of time that names one of these objects, or none, oldest first. */
  static List<Row> between(
      Connection c, String target, Instant from, Instant to, String... identities) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND observed_at >= ?::timestamptz AND observed_at <= ?::timestamptz AND"
            + " (identity = ANY (?) OR identity = '') ORDER BY position",
        target,
        Utc.text(from),
        Utc.text(to),
        identities);
  }

  /** The row as evidence. */
  public static Evidence evidence(Row row) {
    return new Evidence(row.number(POSITION).orElseThrow(), "DdlObserved", row.text(LEAF));
  }
}
