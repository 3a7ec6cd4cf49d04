package dev.migrationledger.api.live;

import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log as Axon's streaming processors read it: an event is there as soon as its append was heard
 * of. A log that cannot be read has no next event and says why; it is read again by itself.
 */
public final class FollowedLog implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);
  private static final int BATCH = 500;

  private final DataSource ds;
  private final EventLog log;
  private final Appends appends;
  private volatile String error = "";

  public FollowedLog(DataSource ds, EventLog log, Appends appends) {
    this.ds = ds;
    this.log = log;
    this.appends = appends;
  }

  /** Why the log could not be read when it was tried last; empty when it could. */
  public String error() {
    return error;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new Following(token == null ? -1 : token.position().orElse(-1));
  }

  private List<StoredEvent> read(long from) {
    try (var c = ds.getConnection()) {
      var events = log.read(c, from, BATCH);
      if (!error.isEmpty()) {
        LOG.warn("the log can be read again");
      }
      error = "";
      return events;
    } catch (SQLException e) {
      return failed(SqlFailures.of(e, "read the log"));
    } catch (StoreFailure | QueryFailure e) {
      return failed(e);
    }
  }

  private List<StoredEvent> failed(RuntimeException e) {
    if (error.isEmpty()) {
      LOG.warn("the read models are kept up again when the log can be read: {}", e.getMessage());
    }
    error = String.valueOf(e.getMessage());
    return List.of();
  }

  /** A reader at a place of its own; used by one thread at a time. */
  private final class Following implements BlockingStream<TrackedEventMessage<?>> {

    private final ArrayDeque<StoredEvent> ahead = new ArrayDeque<>();
    private long position;
    private long emptyAt = -1;
    private long lookedAt;
    private @Nullable AutoCloseable hearing;

    Following(long position) {
      this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return available() ? Optional.of(message(ahead.getFirst())) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      var until = System.nanoTime() + unit.toNanos(timeout);
      while (!available()) {
        var left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        appends.await(emptyAt, Duration.ofNanos(left));
      }
      return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (!hasNextAvailable(1, TimeUnit.DAYS)) {
        Thread.onSpinWait();
      }
      var next = ahead.removeFirst();
      position = next.index();
      return message(next);
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      hearing = appends.hear(callback);
      return true;
    }

    @Override
    public void close() {
      try {
        if (hearing != null) {
          hearing.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** Reads only when something may be new since nothing was: an append, or enough time. */
    private boolean available() {
      if (!ahead.isEmpty()) {
        return true;
      }
      var heard = appends.heard();
      var longest = appends.isListening() ? Appends.SURELY : Appends.POLL;
      var now = System.nanoTime();
      if (heard == emptyAt && now - lookedAt < longest.toNanos()) {
        return false;
      }
      ahead.addAll(read(position + 1));
      emptyAt = heard;
      lookedAt = now;
      return !ahead.isEmpty();
    }

    private static TrackedEventMessage<?> message(StoredEvent stored) {
      return new GenericTrackedEventMessage<>(
          new GlobalSequenceTrackingToken(stored.index()),
          new GenericEventMessage<>(stored.event()));
    }
  }
}
