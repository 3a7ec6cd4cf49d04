package dev.migrationledger.api.resource;

import static dev.migrationledger.api.openapi.Topic.EVENTS;
import static dev.migrationledger.api.openapi.Topic.MIGRATIONS;
import static dev.migrationledger.api.openapi.Topic.TARGETS;

import dev.migrationledger.api.access.trail.AccessLog;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.resource.EventList;
import dev.migrationledger.query.resource.MigrationList;
import dev.migrationledger.query.resource.RunList;
import dev.migrationledger.query.resource.Shared;
import java.util.List;

/** What the lists say of themselves. */
final class ListOperations {

  private static final String PAGES =
      " A page begins after a row and not at a count: what is recorded between two pages moves"
          + " nothing.";
  private static final String INDEX = "5";
  private static final String NUMBER_AND_FILE = "28:0028_before.sql";

  private ListOperations() {}

  static List<Operation> all() {
    return List.of(
        overAll("/events", "listEvents", EventList.EVENTS, "The events of all targets"),
        overAll("/runs", "listRuns", RunList.RUNS, "The runs of all targets")
            .told("The runs of all targets, the refused ones too." + PAGES),
        Operation.get("/access-log", "listAccess", Topic.ACCESS, "Who read or took away what")
            .told(
                "Who read, sent or took away what, and logins, in the order of recording." + PAGES)
            .takes(Parameter.ofList(AccessLog.LISTING.fields(), INDEX))
            .lists(AccessLog.LISTING, "One page."),
        of("events", "listEventsOfTarget", EVENTS, EventList.EVENTS, "The events of a target"),
        of("runs", "listRunsOfTarget", EVENTS, RunList.RUNS, "The runs of a target")
            .told("The runs of a target, the refused ones too." + PAGES),
        of(
                "migrations",
                "listMigrations",
                MIGRATIONS,
                MigrationList.MIGRATIONS,
                "Where each migration stands")
            .told("Where each migration of a target stands, by number, then by file." + PAGES),
        of("edit-history", "listEdits", MIGRATIONS, MigrationList.EDITS, "Edits without diffs")
            .told("Every change of an applied script's bytes, without the diffs." + PAGES),
        of("validations", "listValidations", TARGETS, RunList.VALIDATIONS, "Looks at the schema")
            .told(
                "Every look at the schema, and migrations not kept for what they made of it."
                    + PAGES),
        of("recoveries", "listRecoveries", TARGETS, EventList.RECOVERIES, "What was put right")
            .told("What was planned and done to put a target right." + PAGES),
        of("drift-history", "listDrift", TARGETS, RunList.DRIFT, "Objects that differed")
            .told(
                "Every object that was not as the ledger said, with before, after and what undoes"
                    + " it."
                    + PAGES));
  }

  private static Operation overAll(String path, String id, Listing listing, String summary) {
    return Operation.get(path, id, EVENTS, summary)
        .told(summary + ", in the order of the log." + PAGES)
        .takes(Parameter.ofList(listing.fields(), INDEX))
        .lists(listing, "One page.");
  }

  private static Operation of(
      String place, String id, Topic topic, Listing listing, String summary) {
    var fields = listing.fields().stream().filter(f -> !f.equals(Shared.TARGET)).toList();
    var cursor = listing.equals(MigrationList.MIGRATIONS) ? NUMBER_AND_FILE : INDEX;
    return Operation.get("/targets/{target}/" + place, id, topic, summary)
        .told(summary + ", in the order of the log." + PAGES)
        .takes(Parameter.TARGET)
        .takes(Parameter.ofList(fields, cursor))
        .lists(listing, "One page.");
  }
}
