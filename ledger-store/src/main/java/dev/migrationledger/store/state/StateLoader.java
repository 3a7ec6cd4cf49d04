package dev.migrationledger.store.state;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.ledger.LedgerImage;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Loads a target's state, and takes snapshots so that loading stays fast as history grows. */
public final class StateLoader {

  /** A snapshot is taken when so many events lie behind the last one. */
  public static final int EVENTS_BETWEEN_SNAPSHOTS = 100;

  private static final int BATCH = 1_000;

  private final EventCodec codec;
  private final EventLog log;

  public StateLoader(EventCodec codec, EventLog log) {
    this.codec = codec;
    this.log = log;
  }

  /**
   * A state and the last event in it.
   *
   * @param image the state as a value
   * @param sequence the last event's sequence
   */
  public record Snapshot(LedgerImage image, long sequence) {

    public Snapshot {
      requireNonNull(image, "image");
    }
  }

  /** Whether an event ends a piece of work, after which a snapshot is worth taking. */
  public static boolean closesWork(LedgerEvent event) {
    return event instanceof RunFinished
        || event instanceof BaselineEstablished
        || event instanceof HistoryImported;
  }

  /** The state after all events of the target; that of an unknown target is empty. */
  public LedgerState load(Connection c, String target) {
    var snapshot = snapshot(c, target);
    var state = snapshot.map(s -> LedgerState.of(s.image())).orElseGet(LedgerState::new);
    fold(c, target, state, snapshot.map(s -> s.sequence() + 1).orElse(0L));
    return state;
  }

  /** The stored snapshot of a target, if there is one that can be read. */
  public Optional<Snapshot> snapshot(Connection c, String target) {
    var sql = "SELECT sequence, image FROM ledger.snapshot WHERE target = ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var sequence = rows.getLong(1);
        return codec.image(rows.getBytes(2)).map(image -> new Snapshot(image, sequence));
      }
    } catch (UnreadableJson e) {
      return Optional.empty();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the snapshot of target \"" + target + "\"", c);
    }
  }

  /** Stores a snapshot when enough events lie behind the last one; in the caller's transaction. */
  public void keepWhenDue(Connection c, String target, Snapshot snapshot) {
    if (snapshot.sequence() - lastSnapshot(c, target) < EVENTS_BETWEEN_SNAPSHOTS) {
      return;
    }
    try (var statement =
        c.prepareStatement(
            "INSERT INTO ledger.snapshot AS s (target, sequence, image) VALUES (?, ?, ?)"
                + " ON CONFLICT (target) DO UPDATE SET sequence = excluded.sequence,"
                + " taken_at = excluded.taken_at, image = excluded.image"
                + " WHERE s.sequence < excluded.sequence")) {
      statement.setString(1, target);
      statement.setLong(2, snapshot.sequence());
      statement.setBytes(3, codec.image(snapshot.image()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "store the snapshot of target \"" + target + "\"", c);
    }
  }

  private static long lastSnapshot(Connection c, String target) {
    var sql = "SELECT sequence FROM ledger.snapshot WHERE target = ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : -1;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the snapshot of target \"" + target + "\"", c);
    }
  }

  private void fold(Connection c, String target, LedgerState state, long from) {
    long next = from;
    while (true) {
      var events = log.readTarget(c, target, next, BATCH);
      events.forEach(e -> state.evolve(e.event()));
      next += events.size();
      if (events.size() < BATCH) {
        return;
      }
    }
  }
}
