package dev.migrationledger.api.access.trail;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps what was done with the service. Reads are written behind the answers, many at once; what
 * waits is written when the service stops, and while the ledger is away it goes on waiting. Killing
 * the service loses the reads of about the last second.
 */
public final class Diary implements SmartLifecycle {

  private static final System.Logger LOG = System.getLogger(Diary.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int AT_ONCE = 500;
  private static final long PAUSE_MS = 1_000;

  private final DataSource ds;
  private final InstantSource clock;
  private final BlockingQueue<Visit> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean running;
  private volatile @Nullable Unrecorded trouble;
  private @Nullable Thread writer;

  public Diary(DataSource ds, InstantSource clock) {
    this.ds = ds;
    this.clock = clock;
  }

  /** Why nothing can be recorded, from the first attempt that failed until one succeeds. */
  public Optional<Unrecorded> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Records something before the answer goes out; what cannot be recorded is logged. */
  public void now(Visit visit) {
    if (!write(List.of(visit))) {
      lost(List.of(visit));
    }
  }

  /** Records something soon; at once when too much waits already. */
  public void soon(Visit visit) {
    if (!running || !waiting.offer(visit)) {
      now(visit);
    }
  }

  @Override
  public void start() {
    running = true;
    writer = Thread.ofPlatform().daemon().name("ledger-diary").start(this::write);
  }

  /** After the web server, which still lets requests end. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void stop() {
    running = false;
    var thread = writer;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    var rest = new ArrayList<Visit>();
    waiting.drainTo(rest);
    if (!rest.isEmpty() && !write(rest)) {
      lost(rest);
    }
  }

  private void write() {
    var batch = new ArrayList<Visit>();
    try {
      while (running) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS / 4);
        waiting.drainTo(batch, AT_ONCE - batch.size());
        if (!batch.isEmpty() && write(batch)) {
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!batch.isEmpty() && !write(batch)) {
      lost(batch);
    }
  }

  private boolean write(List<Visit> visits) {
    try (var c = ds.getConnection()) {
      Trail.add(c, visits);
      trouble = null;
      return true;
    } catch (SQLException e) {
      failed(SqlFailures.of(e, "record who used the service"));
    } catch (StoreFailure e) {
      failed(e);
    }
    return false;
  }

  private void failed(StoreFailure e) {
    var why = String.valueOf(e.getMessage());
    var known = trouble;
    trouble = new Unrecorded(known == null ? Moment.of(clock.instant()) : known.since(), why);
    LOG.log(System.Logger.Level.WARNING, why);
  }

  private static void lost(List<Visit> visits) {
    visits.forEach(visit -> LOG.log(System.Logger.Level.ERROR, "not recorded: " + visit));
  }
}
