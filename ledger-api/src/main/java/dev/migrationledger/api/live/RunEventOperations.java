package dev.migrationledger.api.live;

import dev.migrationledger.api.openapi.Content;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import java.util.List;
import org.springframework.http.MediaType;

/** What the address of a run's events says of itself. */
final class RunEventOperations {

  private static final Field RUN = Field.of("run", Kind.TEXT, "true", "The run's id.", "run-1");
  private static final Field LAST =
      Field.of(
          "Last-Event-ID",
          Kind.INDEX,
          "true",
          "The last index that was received; only what comes after it is sent.",
          "2");

  private RunEventOperations() {}

  static List<Operation> all() {
    var events = new Content(MediaType.TEXT_EVENT_STREAM_VALUE, Shape.Other.TEXT, "watchRun.txt");
    return List.of(
        Operation.get(
                "/targets/{target}/runs/{run}/events",
                "watchRun",
                Topic.EVENTS,
                "The events of a run while it is under way")
            .told(
                "Server-sent events: each event of the run as it is recorded, as `/events/{index}`"
                    + " gives it, on one line, with its index as `id`. After the last comes one"
                    + " named `end` with the `outcome`, and the stream ends. A comment comes every"
                    + " 15 seconds while nothing happens.")
            .takes(Parameter.TARGET, Parameter.inPath(RUN), Parameter.header(LAST))
            .gives(new Success(200, "The events.", List.of(events), List.of()))
            .gives(
                new Success(
                    204,
                    "The run has ended, and there is nothing after the last index.",
                    List.of(),
                    List.of()))
            .refuses(ApiError.NOT_RECORDED, ApiError.TOO_MANY_WATCHERS));
  }
}
