package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.resource.EventAnswer;
import dev.migrationledger.query.resource.MigrationAnswer;
import dev.migrationledger.query.resource.TargetAnswer;
import java.util.List;

/** What the addresses of one target, one migration and one event say of themselves. */
final class SingleOperations {

  private static final Field INDEX =
      Field.of("index", Kind.INDEX, "true", "The event's index in the log.", "3");

  private SingleOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.get("/targets", "listTargets", Topic.TARGETS, "The names of all targets")
            .answers(TargetsAnswer.class, "The names."),
        Operation.get("/targets/{target}", "getTarget", Topic.TARGETS, "One target at a glance")
            .told(
                "What was registered, how many migrations are in each state, open edits, open drift,"
                    + " the last run.")
            .takes(Parameter.TARGET)
            .answers(TargetAnswer.class, "The target."),
        Operation.get(
                "/targets/{target}/migrations/{version}",
                "getMigration",
                Topic.MIGRATIONS,
                "One migration with its whole history")
            .told("Its files, its edits, and everything that happened to it.")
            .takes(Parameter.TARGET, Parameter.MIGRATION)
            .answers(MigrationAnswer.class, "The migration.")
            .refuses(ApiError.NOT_RECORDED),
        Operation.get("/events/{index}", "getEvent", Topic.EVENTS, "One event, whole")
            .told(
                "Its payload, its origin, its leaf in the Merkle tree. What `payload` says depends on"
                    + " `event`: it is the schema of that name.")
            .takes(Parameter.inPath(INDEX))
            .answers(EventAnswer.class, "The event.")
            .refuses(ApiError.NOT_RECORDED));
  }
}
