package dev.migrationledger.sql;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Does small pieces of work on a thread of its own, in order and only so far behind: who hands them
 * in waits when that thread is slower.
 */
final class Beside implements AutoCloseable {

  private static final int BEHIND = 16;

  private final Semaphore room = new Semaphore(BEHIND);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("script-", 0).factory());

  void add(Runnable work) {
    room.acquireUninterruptibly();
    thread.execute(() -> {
      try {
        work.run();
      } finally {
        room.release();
      }
    });
  }

  /** Waits until all of it is done. */
  void await() {
    room.acquireUninterruptibly(BEHIND);
    room.release(BEHIND);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
