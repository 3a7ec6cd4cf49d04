package dev.migrationledger.api.live;

import dev.migrationledger.store.append.Appender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hears of every append to the log, of this process and of others, on a connection of its own.
 * While the database cannot be listened to, it is a clock that ticks every {@link #POLL}: whoever
 * waits looks at the log himself, and nothing is missed.
 */
public final class Appends implements SmartLifecycle {

  /** How often those who wait look for themselves while nothing can be heard. */
  public static final Duration POLL = Duration.ofMillis(250);

  /** How often they look for themselves all the same. */
  public static final Duration SURELY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Appends.class);
  private static final int HEARING_MS = 500;
  private static final int ALIVE_SECONDS = 5;

  private final DataSource ds;
  private final List<Runnable> hearers = new CopyOnWriteArrayList<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("ledger-appends").unstarted(this::listen);
  private volatile boolean running;
  private volatile boolean listening;
  private long heard;

  public Appends(DataSource ds) {
    this.ds = ds;
  }

  /** Runs something after each append, quickly, on the thread that hears of it. */
  public AutoCloseable hear(Runnable then) {
    hearers.add(then);
    return () -> hearers.remove(then);
  }

  /** Grows with every append that is heard of. Read it, look at the log, then {@link #await}. */
  public synchronized long heard() {
    return heard;
  }

  /**
   * Waits for an append after those that were heard of, or until it is time to look all the same.
   *
   * @param known what {@link #heard} said before the log was looked at
   * @param atMost waits no longer
   */
  public synchronized void await(long known, Duration atMost) throws InterruptedException {
    var longest = listening ? SURELY : POLL;
    var until = System.nanoTime() + Math.min(atMost.toNanos(), longest.toNanos());
    for (long left = until - System.nanoTime();
        heard == known && running && left > 0;
        left = until - System.nanoTime()) {
      wait(Math.max(1, left / 1_000_000));
    }
  }

  /** Whether appends are heard of, and not only looked for. */
  public boolean isListening() {
    return listening;
  }

  @Override
  public void start() {
    running = true;
    thread.start();
  }

  @Override
  public void stop() {
    running = false;
    tell();
    try {
      if (!thread.join(Duration.ofMillis(2L * HEARING_MS))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void listen() {
    while (running) {
      try (var c = ds.getConnection()) {
        hearOn(c);
      } catch (SQLException e) {
        if (listening && running) {
          LOG.warn("appends are looked for until the database can be listened to: {}", said(e));
        }
        listening = false;
        tell();
        pause();
      }
    }
  }

  private void hearOn(Connection c) throws SQLException {
    execute(c, "LISTEN " + Appender.CHANNEL);
    try {
      listening = true;
      tell();
      var tried = System.nanoTime();
      var connection = c.unwrap(PGConnection.class);
      while (running) {
        if (connection.getNotifications(HEARING_MS).length > 0) {
          tell();
        }
        if (System.nanoTime() - tried > SURELY.toNanos()) {
          tried = System.nanoTime();
          tell();
          if (!c.isValid(ALIVE_SECONDS)) {
            throw new SQLException("the connection is dead");
          }
        }
      }
    } finally {
      if (!c.isClosed()) {
        execute(c, "UNLISTEN *");
      }
    }
  }

  private void tell() {
    synchronized (this) {
      heard++;
      notifyAll();
    }
    hearers.forEach(Runnable::run);
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void execute(Connection c, String sql) throws SQLException {
    try (var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String said(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
