package dev.migrationledger.api.export;

import dev.migrationledger.api.openapi.Content;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.query.resource.EventList;
import java.util.List;
import java.util.stream.Stream;

/** What the address of exports says of itself. */
final class ExportOperations {

  private static final String ID = "exportEvents";

  private ExportOperations() {}

  static List<Operation> all() {
    var contents = Stream.of(Format.values()).map(ExportOperations::content).toList();
    return List.of(
        Operation.get("/events/export", ID, Topic.EVENTS, "The events as a file for other tools")
            .told(
                "Every event that the filters let through, up to the one that was the last when it"
                    + " began. When it cannot go on, the transfer breaks off: no event is left out"
                    + " quietly. That it began, and what was given with its SHA-256, is on record."
                    + " `jsonl`: a line of JSON for each event, as `/events/{index}` shows it."
                    + " `csv`: RFC 4180; a cell that a spreadsheet would compute gets an apostrophe"
                    + " before it. `cloudevents`: one batch of CloudEvents 1.0. `ocsf`: a line for"
                    + " each event in OCSF 1.3.0, class Entity Management (3004).")
            .takes(Parameter.query(Exports.FORMAT).otherwise(Format.JSONL.word()))
            .takes(Parameter.queries(EventList.EVENTS.fields()))
            .gives(
                new Success(
                    200,
                    "The file.",
                    contents,
                    List.of(Success.Header.AS_OF, Success.Header.FILE))));
  }

  private static Content content(Format format) {
    var shape = format == Format.CLOUDEVENTS ? new Shape.Batch(CloudEvent.class) : Shape.Other.TEXT;
    return new Content(format.mediaType(), shape, ID + "." + format.suffix());
  }
}
