package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.wasm.PgQueryImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parsers in use, each with a thread of its own: as deep as a statement is nested, so deep are
 * the calls, and a caller's stack is too small for that.
 */
final class Parsers implements AutoCloseable {

  private static final long STACK = 64L << 20;

  /** A parser and its thread. */
  private record Worker(Parser parser, ExecutorService thread) {}

  private final Deque<Worker> idle = new ArrayDeque<>();
  private final int mostIdle = Runtime.getRuntime().availableProcessors();
  private final int largest;
  private @Nullable PgQueryImage image;
  private boolean closed;

  /**
   * @param largest bytes of a text that is parsed at most
   */
  Parsers(int largest) {
    this.largest = largest;
  }

  /** Lets a parser be made while nobody waits for it. */
  void prepare() {
    Worker worker = take();
    var _ = worker.thread.submit(() -> worker.parser.sql("SELECT 1"));
    giveBack(worker);
  }

  /** Does the work on a parser's thread and waits for it. */
  <T> T with(Function<Parser, T> work) {
    Worker worker = take();
    try {
      return wait(worker.thread.submit(() -> work.apply(worker.parser)));
    } finally {
      giveBack(worker);
    }
  }

  /** Whether anything was there to be parsed so far. */
  synchronized boolean areLoaded() {
    return image != null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(worker -> worker.thread.shutdown());
    idle.clear();
  }

  private synchronized Worker take() {
    if (closed) {
      throw new IllegalStateException("PostgresSql is closed");
    }
    Worker worker = idle.poll();
    return worker != null
        ? worker
        : new Worker(
            new Parser(largest, () -> image().newParser()),
            Executors.newSingleThreadExecutor(task -> {
              Thread thread = new Thread(null, task, "sql-parser", STACK);
              thread.setDaemon(true);
              return thread;
            }));
  }

  private synchronized void giveBack(Worker worker) {
    if (closed || idle.size() == mostIdle) {
      worker.thread.shutdown();
    } else {
      idle.push(worker);
    }
  }

  private synchronized PgQueryImage image() {
    PgQueryImage loaded = image;
    if (loaded == null) {
      loaded = PgQueryImage.load();
      image = loaded;
    }
    return loaded;
  }

  private static <T> T wait(Future<T> answer) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("PostgreSQL's parser cannot be used", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
