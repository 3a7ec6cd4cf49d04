package dev.migrationledger.query.resource;

import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.listing.Order;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftHistory;
import dev.migrationledger.query.schema.SchemaValidationLog;
import java.util.List;

/** Runs, the looks at a target's schema, and what they found; each in the order of the log. */
public final class RunList {

  /** Every run, the refused ones too. */
  public static final Listing RUNS =
      new Listing(
          "runs",
          Runs.MODEL.table(),
          "true",
          Order.by(Runs.STARTED_INDEX),
          Runs.MODEL.table().columns(),
          List.of(),
          List.of(
              Shared.TARGET,
              Field.oneOf(
                  "outcome",
                  "outcome = ?",
                  "How it ended.",
                  List.of("running", "succeeded", "failed", "interrupted", "refused")),
              Shared.RUN,
              Shared.actor(Runs.ACTOR),
              Shared.from("from", Runs.STARTED_AT, "Started"),
              Shared.to("to", Runs.STARTED_AT, "Started"),
              Shared.fromIndex(Runs.STARTED_INDEX),
              Shared.toIndex(Runs.STARTED_INDEX)));

  /** Every look at a target's schema, and every migration not kept for what it made of it. */
  public static final Listing VALIDATIONS =
      new Listing(
          "validations",
          SchemaValidationLog.MODEL.table(),
          "true",
          Order.by(SchemaValidationLog.EVENT_INDEX),
          SchemaValidationLog.MODEL.table().columns(),
          List.of(),
          List.of(
              Shared.TARGET,
              Field.oneOf(
                  "passed",
                  "passed = ?::boolean",
                  "Whether what was looked at was kept.",
                  List.of("true", "false")),
              Field.oneOf(
                  "clean",
                  "clean = ?::boolean",
                  "Whether the schema was what the ledger says.",
                  List.of("true", "false")),
              Shared.RUN,
              Shared.actor(SchemaValidationLog.BY),
              Shared.from("from", SchemaValidationLog.AT, "Looked at"),
              Shared.to("to", SchemaValidationLog.AT, "Looked at"),
              Shared.fromIndex(SchemaValidationLog.EVENT_INDEX),
              Shared.toIndex(SchemaValidationLog.EVENT_INDEX)));

  /** Every object that was found to differ. */
  public static final Listing DRIFT =
      new Listing(
          "drift-history",
          DriftHistory.MODEL.table(),
          "true",
          Order.by(DriftHistory.EVENT_INDEX),
          DriftHistory.MODEL.table().columns(),
          List.of(DriftHistory.BEFORE, DriftHistory.AFTER),
          List.of(
              Shared.TARGET,
              Field.oneOf(
                  "state",
                  "state = ?",
                  "What became of it.",
                  List.of("open", "undone", "accepted", "adopted", "superseded")),
              Field.of(
                  "object",
                  Kind.TEXT,
                  "object = ?",
                  "The object's name as SQL writes it.",
                  "public.users.nick"),
              Shared.actor(DriftHistory.BY),
              Shared.from("from", DriftHistory.DETECTED_AT, "Detected"),
              Shared.to("to", DriftHistory.DETECTED_AT, "Detected"),
              Shared.fromIndex(DriftHistory.EVENT_INDEX),
              Shared.toIndex(DriftHistory.EVENT_INDEX)));

  private RunList() {}
}
