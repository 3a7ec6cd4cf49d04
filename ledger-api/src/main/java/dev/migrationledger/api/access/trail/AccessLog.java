package dev.migrationledger.api.access.trail;

import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.listing.Order;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Table;
import java.util.List;

/** What was done with the service, as a list that can be narrowed. */
public final class AccessLog {

  /** Everything that {@link Visit#action} can be. */
  public static final List<String> ACTIONS =
      List.of(
          "read",
          "sent",
          "export-begun",
          "login",
          "login-refused",
          "logout",
          "token-refused",
          "token-created",
          "token-rotated",
          "token-revoked");

  private static final Column INDEX = Column.number("index", "Order of recording.");
  private static final Table TABLE =
      new Table(
          "access_log",
          "Who did what with the audit service.",
          List.of(
              INDEX,
              Column.instant("recorded_at", "When it was recorded."),
              Column.instant("happened_at", "When it happened."),
              Column.text("action", "What was done."),
              Column.text("principal", "Who."),
              Column.text("kind", "A person or a machine account."),
              Column.text("authenticated_by", "What vouched for the name."),
              Column.text("credential", "Id of what was shown."),
              Column.text("client", "The network address that the request came from."),
              Column.text("address", "What was asked for."),
              Column.number("status", "What it was answered with."),
              Column.number("as_of", "Index of the last event then.")),
          List.of(INDEX),
          List.of());

  /** The list, in the order of recording. */
  public static final Listing LISTING =
      new Listing(
          "access-log",
          TABLE,
          "true",
          Order.by(INDEX),
          TABLE.columns(),
          List.of(),
          List.of(
              Field.of("principal", Kind.TEXT, "principal = ?", "Who did it.", "ada"),
              Field.oneOf("action", "action = ?", "What was done.", ACTIONS),
              Field.of(
                  "credential",
                  Kind.TEXT,
                  "credential = ?",
                  "The id of the token, or of the JWT, that was shown.",
                  "abcdefghijklmnop"),
              Field.of(
                  "client",
                  Kind.TEXT,
                  "client = ?",
                  "The network address that the request came from.",
                  "192.0.2.7"),
              Field.of(
                  "from",
                  Kind.MOMENT,
                  "happened_at >= ?::timestamptz",
                  "Happened at or after this point in time.",
                  "2026-03-01T14:03:00Z"),
              Field.of(
                  "to",
                  Kind.MOMENT,
                  "happened_at < ?::timestamptz",
                  "Happened before this point in time.",
                  "2026-03-08")));

  private AccessLog() {}
}
