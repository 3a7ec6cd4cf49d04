package dev.migrationledger.api.live;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Work of the service that goes on beside requests, each on a thread that does not keep it up. */
public final class OneThread {

  private OneThread() {}

  /** An executor with one thread of this name. */
  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
  }
}
