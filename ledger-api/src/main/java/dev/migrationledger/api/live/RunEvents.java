package dev.migrationledger.api.live;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.store.log.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events of one run as they are recorded, as server-sent events. */
@RestController
public final class RunEvents implements Described {

  /** So many runs are watched at a time. */
  static final int MOST = 64;

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Appends appends;
  private final Semaphore places = new Semaphore(MOST);

  public RunEvents(LedgerQuery query, EventLog log, Targets targets, Appends appends) {
    this.query = query;
    this.log = log;
    this.targets = targets;
    this.appends = appends;
  }

  @Override
  public List<Operation> operations() {
    return RunEventOperations.all();
  }

  @GetMapping(
      path = "/api/v1/targets/{target}/runs/{run}/events",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> inPath(
      @PathVariable("target") String target,
      @PathVariable("run") String run,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
      @RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return follow(target, run, last);
  }

  /** The same for a run whose id, as another tool made it, does not fit into a path. */
  @GetMapping(path = "/run/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> inQuery(
      @RequestParam(name = "target", defaultValue = "") String target,
      @RequestParam(name = "id", defaultValue = "") String run,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last) {
    return follow(target, run, last);
  }

  private ResponseEntity<SseEmitter> follow(String name, String run, String last) {
    if (!last.matches("[0-9]{0,18}") || run.indexOf('\0') >= 0) {
      throw new ApiProblem(
          ApiError.BAD_PARAMETER, "Last-Event-ID is an event's index, and a run's id is text.");
    }
    var target = targets.known(name);
    var at =
        place(target, run)
            .orElseThrow(() ->
                new ApiProblem(
                    ApiError.NOT_RECORDED,
                    "target \"" + target + "\" has no run \"" + run + "\"."));
    long from = last.isEmpty() ? at.first() : Math.max(at.first(), Long.parseLong(last) + 1);
    if (!at.running() && from > at.last()) {
      // a browser that lost the stream after its end would come again for ever
      return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }
    if (!places.tryAcquire()) {
      throw new ApiProblem(
          ApiError.TOO_MANY_WATCHERS, MOST + " runs are watched already, which is the most.");
    }
    var emitter = new SseEmitter(0L);
    var watching = new Watching(emitter, query, log, appends, target, run);
    Thread.ofVirtual()
        .name("ledger-run-events")
        .start(() -> {
          try {
            watching.follow(from);
          } finally {
            places.release();
          }
        });
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  private Optional<Place> place(String target, String run) {
    return query.answer((c, asOf) -> Place.of(Runs.one(c, target, run), asOf));
  }
}
