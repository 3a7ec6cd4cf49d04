package dev.migrationledger.query.resource;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.listing.Order;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.status.SchemaMigrations;
import java.util.List;
import java.util.stream.Stream;

/** Migrations and the edits of their files. */
public final class MigrationList {

  /** Where every migration stands, by number, then by file. */
  public static final Listing MIGRATIONS =
      new Listing(
          "migrations",
          SchemaMigrations.MODEL.table(),
          "true",
          Order.by(SchemaMigrations.NUMBER, SchemaMigrations.FILENAME),
          List.of(
              SchemaMigrations.VERSION,
              SchemaMigrations.FILENAME,
              SchemaMigrations.STATUS,
              SchemaMigrations.FLAGS,
              SchemaMigrations.CHECKSUM,
              SchemaMigrations.CHECKSUM_NOW,
              SchemaMigrations.APPLIED_AT,
              SchemaMigrations.EXECUTION_TIME_MS,
              SchemaMigrations.ACTOR,
              SchemaMigrations.CHANGED_AT,
              SchemaMigrations.RUN,
              SchemaMigrations.ERROR_MESSAGE,
              SchemaMigrations.FAILURES,
              SchemaMigrations.RECOVERY_ATTEMPTS,
              SchemaMigrations.METADATA,
              SchemaMigrations.POSITION),
          List.of(),
          List.of(
              Shared.TARGET,
              Field.oneOf("status", "status = ?", "Where it stands.", states()),
              Field.oneOf(
                  "flag",
                  "? = ANY (flags)",
                  "What else is true of it.",
                  SchemaMigrations.FLAG_WORDS),
              Shared.version("number = ?"),
              Field.of("file", Kind.TEXT, "filename = ?", "The file's name.", "0029_users.sql"),
              Field.of(
                  "checksum",
                  Kind.CHECKSUM,
                  "checksum = ? OR checksum_now = ?",
                  "The bytes that ran, or those of the file as last seen, as SHA-256.",
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
              Shared.RUN,
              Shared.actor(SchemaMigrations.ACTOR),
              Shared.from("applied_from", SchemaMigrations.APPLIED_AT, "Applied"),
              Shared.to("applied_to", SchemaMigrations.APPLIED_AT, "Applied")));

  /** Every change of an applied script's bytes, in the order of the log. */
  public static final Listing EDITS =
      new Listing(
          "edit-history",
          EditHistory.MODEL.table(),
          "true",
          Order.by(EditHistory.EVENT_INDEX),
          EditHistory.MODEL.table().columns().stream()
              .filter(c -> !c.equals(EditHistory.NUMBER))
              .toList(),
          List.of(),
          List.of(
              Shared.TARGET,
              Shared.version("number = ?"),
              Field.oneOf(
                  "kind",
                  "kind = ?",
                  "What kind of change it is.",
                  List.of("cosmetic", "semantic", "reverted")),
              Field.oneOf(
                  "state",
                  "state = ?",
                  "What became of it.",
                  List.of("open", "acknowledged", "reverted", "superseded")),
              Shared.actor(EditHistory.NOTICED_BY),
              Shared.from("from", EditHistory.NOTICED_AT, "Noticed"),
              Shared.to("to", EditHistory.NOTICED_AT, "Noticed"),
              Shared.fromIndex(EditHistory.EVENT_INDEX),
              Shared.toIndex(EditHistory.EVENT_INDEX)));

  private MigrationList() {}

  private static List<String> states() {
    return Stream.of(MigrationStatus.values()).map(Words::of).toList();
  }
}
