package dev.migrationledger.query.projection;

import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Takes events into read models. Rows and positions move in one transaction; events a read model
 * has seen are passed over, so that redelivery and two processes at once change nothing.
 */
public final class Projector {

  /** How many events one transaction takes in. */
  public static final int BATCH = 2_000;

  private final EventLog log;
  private final List<ReadModel> models;

  public Projector(EventLog log, List<ReadModel> models) {
    this.log = log;
    this.models = List.copyOf(models);
  }

  /**
   * Takes in everything that was committed before the call.
   *
   * @param c a connection outside a transaction
   * @return the index of the last event all read models cover, −1 when there is none
   */
  public long catchUp(Connection c) {
    long wanted = log.size(c) - 1;
    long covered = Positions.covered(c, models);
    while (covered < wanted) {
      covered = Transactions.writing(c, () -> step(c, wanted));
    }
    return covered;
  }

  private long step(Connection c, long wanted) {
    var positions = Positions.lock(c, models);
    long lowest = Positions.lowest(models, positions);
    var events = log.read(c, lowest + 1, BATCH);
    if (events.isEmpty() && lowest >= wanted) {
      return lowest;
    }
    if (events.isEmpty()) {
      throw new QueryFailure.NotInstalled(
          "the log ends at event " + lowest + " though its head says otherwise");
    }
    return take(c, events, positions);
  }

  /**
   * Takes in what a streaming processor delivers; fills a gap before it from the log.
   *
   * @param c a connection outside a transaction
   * @param events in order, without gaps
   */
  public long handle(Connection c, List<StoredEvent> events) {
    if (events.isEmpty()) {
      return Positions.covered(c, models);
    }
    long first = events.getFirst().index();
    while (Positions.covered(c, models) < first - 1) {
      Transactions.writing(c, () -> step(c, first - 1));
    }
    return Transactions.writing(c, () -> take(c, events, Positions.lock(c, models)));
  }

  private long take(Connection c, List<StoredEvent> events, Map<String, Long> positions) {
    for (var model : models) {
      long position = positions.getOrDefault(model.name(), Positions.NONE);
      var news = events.stream().filter(e -> e.index() > position).toList();
      apply(c, model, model.table().live(), news);
    }
    long last = events.getLast().index();
    Positions.move(c, models, last);
    return Math.max(last, Positions.lowest(models, positions));
  }

  /**
   * Takes events into tables that are being replayed into.
   *
   * @param place from a live table's name to the replayed one's
   * @param from the first index
   * @param to the last index
   */
  public void replay(Connection c, UnaryOperator<String> place, long from, long to) {
    try (var decoder = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
      var next = ahead(c, decoder, from, to);
      while (next.isPresent()) {
        var events = done(next.get());
        next = ahead(c, decoder, events.getLast().index() + 1, to);
        for (var model : models) {
          apply(c, model, place.apply(model.table().live()), events);
        }
      }
    }
  }

  /** While some events are taken in, the next ones are decoded. */
  private Optional<Future<List<StoredEvent>>> ahead(
      Connection c, ExecutorService decoder, long from, long to) {
    if (from > to) {
      return Optional.empty();
    }
    var fetched = log.fetch(c, from, (int) Math.min(BATCH, to - from + 1));
    return fetched.isEmpty() ? Optional.empty() : Optional.of(decoder.submit(fetched::decoded));
  }

  private static List<StoredEvent> done(Future<List<StoredEvent>> decoding) {
    try {
      return decoding.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while events were decoded", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void apply(Connection c, ReadModel model, String place, List<StoredEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var rows = new Rows(c, model.table(), place);
    var projection = model.projection().apply(rows);
    projection.prepare(events);
    for (var event : events) {
      try {
        projection.on(event);
      } catch (RuntimeException e) {
        throw new QueryFailure.Stopped(
            model.name(), event.index(), event.event().getClass().getSimpleName(), e);
      }
    }
    rows.flush();
  }
}
