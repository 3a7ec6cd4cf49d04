package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.resource.Comparison;
import dev.migrationledger.query.resource.SchemaAnswer;
import dev.migrationledger.query.resource.StateAnswer;
import java.util.List;

/** What the addresses of the past say of themselves. */
final class TimeOperations {

  private static final String POINT =
      " A time means the last event recorded at or before it; give a time or an index, not both;"
          + " neither is the end of the log.";
  private static final Field WITH =
      Field.of("with", Kind.TEXT, "true", "Another target; the same one if left out.", "test");

  private TimeOperations() {}

  static List<Operation> all() {
    return List.of(
        of("state", "getState", "A target as it was")
            .told("Migrations, open edits and drift, and runs under way." + POINT)
            .takes(Parameter.queries(Times.Point.fields("")))
            .answers(StateAnswer.class, "The state."),
        of("schema", "getSchema", "The schema as it was")
            .told("The schema that the ledger went by." + POINT)
            .takes(Parameter.queries(Times.Point.fields("")))
            .answers(SchemaAnswer.class, "The schema.")
            .refuses(ApiError.NOT_RECORDED),
        of("compare", "compareTargets", "Two states side by side")
            .told(
                "Two targets, or one at two times; what would compare a target with itself is"
                    + " refused."
                    + POINT)
            .takes(Parameter.query(WITH))
            .takes(Parameter.queries(Times.Point.fields("")))
            .takes(Parameter.queries(Times.Point.fields("with_")))
            .answers(Comparison.class, "What differs."));
  }

  private static Operation of(String place, String id, String summary) {
    return Operation.get("/targets/{target}/" + place, id, Topic.PAST, summary)
        .takes(Parameter.TARGET);
  }
}
