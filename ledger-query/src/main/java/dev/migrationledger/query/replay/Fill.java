package dev.migrationledger.query.replay;

import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Projector;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Takes the log from its beginning into tables that hold nothing, with {@code COPY}. Rows that
 * never change are written as they come, all others are kept in memory until the end and written
 * once. While the caller's thread reads and writes, one decodes the next events and one makes rows
 * of those in between.
 */
final class Fill {

  /** Rows that are written with one statement. */
  private static final int CHUNK = 5_000;

  /** How many batches are on their way from the log to the tables. */
  private static final int AHEAD = 3;

  /** After so many batches it is weighed what is kept, and again when it may be a quarter more. */
  private static final int FIRST_WEIGHED = 4;

  /** What a value takes beside its characters: an object, an array, and a place in a row. */
  private static final int VALUE_BYTES = 60;

  private final EventLog log;
  private final List<Part> parts;
  private final long budget;
  private int batches;
  private int weighedNext = FIRST_WEIGHED;
  private boolean full;

  /**
   * Takes read models in.
   *
   * @param place from a live table's name to the one that is filled
   * @param budget how many bytes of rows may be kept in memory
   */
  Fill(EventLog log, List<ReadModel> models, UnaryOperator<String> place, long budget) {
    this.log = log;
    this.parts = models.stream().map(m -> new Part(m, place.apply(m.table().live()))).toList();
    this.budget = budget;
  }

  /** A third of what the program may ever use. */
  static long affordable() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /**
   * Fills the tables.
   *
   * @param to the index of the last event wanted
   * @return the index of the last event taken in: an earlier one when the rows became too many to
   *     be kept, −1 when there is none
   */
  long run(Connection c, long to) {
    try (var decoding = thread();
        var telling = thread()) {
      long last = taken(c, to, decoding, telling);
      parts.forEach(part -> part.write(c));
      return last;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  }

  private long taken(Connection c, long to, ExecutorService decoding, ExecutorService telling) {
    var ahead = new ArrayDeque<CompletableFuture<Batch>>();
    long next = 0;
    long last = -1;
    boolean more = true;
    while (more || !ahead.isEmpty()) {
      while (more && ahead.size() < AHEAD) {
        var fetched = log.fetch(c, next, (int) Math.min(Projector.BATCH, to - next + 1));
        next += Projector.BATCH;
        more = !fetched.isEmpty() && next <= to;
        if (!fetched.isEmpty()) {
          ahead.add(
              CompletableFuture.supplyAsync(fetched::decoded, decoding)
                  .thenApplyAsync(this::told, telling));
        }
      }
      if (!ahead.isEmpty()) {
        var batch = ahead.remove().join();
        batch.settled().forEach(rows -> rows.write(c));
        last = Math.max(last, batch.last());
        more = more && !batch.full();
      }
    }
    return last;
  }

  /**
   * What became of some events.
   *
   * @param settled the rows that can be written
   * @param last the index of the last one taken in, −1 for none
   * @param full whether no more rows can be kept
   */
  private record Batch(List<CopyText> settled, long last, boolean full) {}

  private Batch told(List<StoredEvent> events) {
    if (full) {
      return new Batch(List.of(), -1, true);
    }
    var settled = new ArrayList<CopyText>();
    for (var part : parts) {
      part.take(events);
      if (part.projection.settles() && part.rows.size() > 0) {
        settled.add(part.text(part.rows.drained()));
      }
    }
    if (++batches == weighedNext) {
      weighedNext += Math.max(FIRST_WEIGHED, weighedNext / 4);
      full = parts.stream().mapToLong(Part::bytes).sum() > budget;
    }
    return new Batch(settled, events.getLast().index(), full);
  }

  /** One read model on its way. */
  private static final class Part {

    private final ReadModel model;
    private final String place;
    private final Rows rows;
    private final Projection projection;

    Part(ReadModel model, String place) {
      this.model = model;
      this.place = place;
      this.rows = Rows.inMemory(model.table());
      this.projection = model.projection().apply(rows);
    }

    void take(List<StoredEvent> events) {
      for (var event : events) {
        try {
          projection.on(event);
        } catch (RuntimeException e) {
          throw new QueryFailure.Stopped(
              model.name(), event.index(), event.event().getClass().getSimpleName(), e);
        }
      }
    }

    CopyText text(List<Row> some) {
      return CopyText.of(model.table(), place, some);
    }

    long bytes() {
      int columns = model.table().columns().size();
      long bytes = 0;
      for (var row : rows.all()) {
        for (int i = 0; i < columns; i++) {
          var value = row.value(i);
          bytes += VALUE_BYTES + (value == null ? 0 : value.length());
        }
      }
      return bytes;
    }

    /** Those of a target beside each other, as they are read, so that few pages hold them. */
    private static List<Row> inOrder(List<Row> rows) {
      return rows.stream()
          .map(row -> Map.entry(row.key(), row))
          .sorted(Map.Entry.comparingByKey(Part::compare))
          .map(Map.Entry::getValue)
          .toList();
    }

    private static int compare(List<String> one, List<String> other) {
      for (int i = 0; i < one.size(); i++) {
        int order = one.get(i).compareTo(other.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    void write(Connection c) {
      var left = model.table().isOnePerEvent() ? rows.drained() : inOrder(rows.drained());
      for (int from = 0; from < left.size(); from += CHUNK) {
        text(left.subList(from, Math.min(left.size(), from + CHUNK))).write(c);
      }
    }
  }
}
