package dev.migrationledger.api.runner;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.domain.ledger.LedgerRefusalCode;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.runner.remote.Wire;
import java.util.List;

/** What the addresses for runners say of themselves. */
final class RunnerOperations {

  private static final String LOOK =
      " Who may `read` or `approve` asks about every target, who may `run` about those of the token.";
  private static final Parameter SHAPE =
      new Parameter(
          Wire.SHAPE_HEADER,
          Parameter.Place.HEADER,
          true,
          "Names the shape of everything that runner and service exchange; another one than the"
              + " service's is refused. The values in messages belong to it.",
          Members.of("type", "string", "pattern", "^[0-9a-f]{64}$"),
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  private static final Parameter PROGRAM =
      Parameter.header(
          Field.of(
              Wire.PROGRAM_HEADER,
              Kind.TEXT,
              "true",
              "The runner and its version.",
              "ledger 0.1.0"));

  private RunnerOperations() {}

  static List<Operation> all() {
    return List.of(
        of("state", "askState", "What is known of a target", Wire.StateAsked.class)
            .told("What the ledger's rules know of a target." + LOOK)
            .answers(200, new Shape.Wire(Wire.StateTold.class), "It, and the last event's index."),
        of("commands", "sendCommand", "Records something", Wire.CommandSent.class)
            .told(
                "Records a command, once for its key and its sender however often it is sent. The"
                    + " actor is the caller; what the runner says of itself is kept as a claim. Most"
                    + " commands take `run` on the target, approvals take `approve`. A body has at"
                    + " most 16 MiB.")
            .answers(200, new Shape.Wire(Wire.Recorded.class), "What was recorded.")
            .refuses(LedgerRefusalCode.values()),
        of("contents", "sendContents", "Keeps texts", Wire.ContentsSent.class)
            .told("Keeps texts that commands commit to; takes `run`. A body has at most 64 MiB.")
            .answers(200, new Shape.Wire(Wire.ContentsKept.class), "How many were kept."),
        of("texts", "askText", "One text", Wire.TextAsked.class)
            .told("The text of a commitment, or none." + LOOK)
            .answers(200, new Shape.Wire(Wire.TextTold.class), "The text, or none."),
        of("discoveries", "askDiscoveries", "Who names an object", Wire.DiscoveriesAsked.class)
            .told("The discoveries of a target that name one of these objects." + LOOK)
            .answers(200, new Shape.Wire(Wire.DiscoveriesTold.class), "Those."),
        of("attributions", "askAttribution", "Who changed an object", Wire.AttributionAsked.class)
            .told("Who changed an object, as far as it was seen." + LOOK)
            .answers(200, new Shape.Wire(Wire.AttributionTold.class), "That one."),
        of("records", "askRecords", "What is recorded of a target", Wire.RecordsAsked.class)
            .told(
                "The looks at a target's schema, what its scripts do to objects, and the newest run"
                    + " that says on which timeline of its cluster it ran."
                    + LOOK)
            .answers(200, new Shape.Wire(Wire.RecordsTold.class), "That."));
  }

  private static Operation of(String place, String id, String summary, Class<?> asked) {
    return Operation.post("/runner/" + place, id, Topic.RUNNER, summary)
        .takes(SHAPE, PROGRAM)
        .sent(new Shape.Wire(asked))
        .refuses(ApiError.OTHER_VERSION, AccessError.SCOPE_MISSING, AccessError.OTHER_TARGET);
  }
}
