package dev.migrationledger.api.live;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.query.resource.EventAnswer;
import dev.migrationledger.query.resource.Whole;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.EventLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One watcher of one run. Sends each event of the run with its index as id, then, when the run has
 * ended, an event {@code end}. A log that cannot be read ends the stream: the watcher comes again
 * and says which event was the last.
 */
final class Watching {

  /** A stream on which nothing was sent for so long gets a comment, so that nobody cuts it. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** The log is not looked at more often for one watcher, however fast it grows. */
  private static final Duration AT_LEAST = Duration.ofMillis(200);

  private static final int BATCH = 500;

  private final SseEmitter emitter;
  private final LedgerQuery query;
  private final EventLog log;
  private final Whole whole;
  private final Appends appends;
  private final String target;
  private final String run;
  private long sentAt = System.nanoTime();

  Watching(
      SseEmitter emitter,
      LedgerQuery query,
      EventLog log,
      Appends appends,
      String target,
      String run) {
    this.emitter = emitter;
    this.query = query;
    this.log = log;
    this.whole = new Whole(log);
    this.appends = appends;
    this.target = target;
    this.run = run;
  }

  /** Some of its events, and where to go on. */
  private record Part(List<EventAnswer> events, long next, Place place) {}

  void follow(long from) {
    try {
      long next = from;
      while (appends.isRunning()) {
        var heard = appends.heard();
        var part = part(next);
        for (var event : part.events()) {
          send(SseEmitter.event().id(Long.toString(event.index())).data(AnswerJson.compact(event)));
        }
        next = part.next();
        if (!part.place().running() && next > part.place().last()) {
          var end = AnswerJson.compact(Map.of("outcome", part.place().outcome()));
          send(SseEmitter.event().name("end").data(end));
          break;
        }
        if (next > part.place().asOf()) {
          Thread.sleep(AT_LEAST);
          appends.await(heard, HEARTBEAT);
        }
        if (System.nanoTime() - sentAt > HEARTBEAT.toNanos()) {
          send(SseEmitter.event().comment("still running"));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // nobody listens any more
      emitter.complete();
    } catch (StoreFailure | QueryFailure e) {
      emitter.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  private void send(SseEmitter.SseEventBuilder event) throws IOException {
    emitter.send(event);
    sentAt = System.nanoTime();
  }

  private Part part(long from) {
    return query.answer((c, asOf) -> {
      var place = Place.of(Runs.one(c, target, run), asOf).orElseThrow();
      var stored = log.read(c, from, BATCH);
      var events = new ArrayList<EventAnswer>();
      for (var event : stored) {
        if (event.index() <= asOf && isOf(event.event())) {
          whole.event(c, event.index(), asOf).ifPresent(events::add);
        }
      }
      long next = stored.isEmpty() ? asOf + 1 : stored.getLast().index() + 1;
      return new Part(events, Math.min(next, asOf + 1), place);
    });
  }

  private boolean isOf(LedgerEvent event) {
    return event.target().equals(target)
        && switch (event) {
          case RunStarted e -> e.run().equals(run);
          case RunRefused e -> e.run().equals(run);
          case RuleOverridden e -> e.run().equals(run);
          case MigrationApplied e -> e.run().equals(run);
          case MigrationFailed e -> e.run().equals(run);
          case SchemaVerified e -> e.run().equals(run);
          case SchemaRejected e -> e.run().equals(run);
          case RollbackEvent e -> e.run().equals(run);
          case RunFinished e -> e.run().equals(run);
          default -> false;
        };
  }
}
