package dev.migrationledger.store.log;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.EventTypes;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads the log on a connection of the caller, in the caller's transaction, so that a projection
 * can keep its rows and its position together. Indexes are handed out in commit order: whoever has
 * read up to index n has seen everything before it.
 */
public final class EventLog {

  private static final String COLUMNS =
      "SELECT index, leaf, event_id, sequence, recorded_at, occurred_at, payload_type,"
          + " payload_revision, payload, metadata FROM ledger.entry ";

  private final EventCodec codec;

  public EventLog(EventCodec codec) {
    this.codec = codec;
  }

  /** How many events the log holds. */
  public long size(Connection c) {
    try (var statement = c.prepareStatement("SELECT size FROM ledger.head");
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new StoreFailure.HeadDamaged("there is no head row");
      }
      return rows.getLong(1);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the size of the log", c);
    }
  }

  /**
   * The events from an index on, in order.
   *
   * @param from the first index
   * @param limit at most so many
   */
  public List<StoredEvent> read(Connection c, long from, int limit) {
    return fetch(c, from, limit).decoded();
  }

  /** The same, not yet decoded. */
  public EncodedEvents fetch(Connection c, long from, int limit) {
    var sql = COLUMNS + "WHERE index >= ? ORDER BY index LIMIT ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setLong(1, from);
      statement.setInt(2, limit);
      return encoded(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the log from index " + from, c);
    }
  }

  /** The event at an index; empty when the log ends before it. */
  public Optional<StoredEvent> readAt(Connection c, long index) {
    return read(c, index, 1).stream().filter(stored -> stored.index() == index).findFirst();
  }

  /** The events at these indexes, in order; those that the log does not have are left out. */
  public List<StoredEvent> readAll(Connection c, Collection<Long> indexes) {
    try (var statement = c.prepareStatement(COLUMNS + "WHERE index = ANY (?) ORDER BY index")) {
      statement.setArray(1, c.createArrayOf("bigint", indexes.toArray()));
      return events(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read " + indexes.size() + " events of the log", c);
    }
  }

  /** The events that were recorded for a command under its key, in order. */
  public List<StoredEvent> readKey(Connection c, CommandKey key) {
    var first = read(c, "WHERE event_id = ?::uuid", key.eventId(0));
    if (first.isEmpty()) {
      return first;
    }
    var all = new ArrayList<StoredEvent>(first);
    while (true) {
      var next = readAt(c, all.getLast().index() + 1);
      if (next.isEmpty() || !next.get().eventId().equals(key.eventId(all.size()))) {
        return all;
      }
      all.add(next.get());
    }
  }

  private List<StoredEvent> read(Connection c, String where, String value) {
    try (var statement = c.prepareStatement(COLUMNS + where)) {
      statement.setString(1, value);
      return events(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look for an event", c);
    }
  }

  /**
   * All events of one target from a sequence on, in order.
   *
   * @param fromSequence the first sequence
   */
  public List<StoredEvent> readTarget(Connection c, String target, long fromSequence) {
    return readTarget(c, target, fromSequence, Integer.MAX_VALUE);
  }

  /** The same, at most {@code limit} of them. */
  public List<StoredEvent> readTarget(Connection c, String target, long fromSequence, int limit) {
    var sql = COLUMNS + "WHERE target = ? AND sequence >= ? ORDER BY sequence LIMIT ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      statement.setLong(2, fromSequence);
      statement.setInt(3, limit);
      return events(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the events of target \"" + target + "\"", c);
    }
  }

  /**
   * All events of one target, counted against the log's head.
   *
   * @param c a connection in a transaction of isolation REPEATABLE READ
   */
  public TargetLog targetLog(Connection c, String target) {
    var sql =
        "SELECT size, encode(root, 'hex'), (SELECT count(*) FROM ledger.entry),"
            + " (SELECT coalesce(min(index), 0) = 0 AND coalesce(max(index), -1) = size - 1"
            + " FROM ledger.entry) FROM ledger.head";
    try (var statement = c.prepareStatement(sql);
        var head = statement.executeQuery()) {
      if (!head.next()) {
        throw new StoreFailure.HeadDamaged("there is no head row");
      }
      var size = head.getLong(1);
      var held = head.getLong(3);
      var events = readTarget(c, target, 0);
      var whole = head.getBoolean(4) && held == size;
      for (int i = 0; i < events.size(); i++) {
        whole &= events.get(i).sequence() == i;
      }
      return new TargetLog(size, head.getString(2), held, whole, events);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the log of target \"" + target + "\"", c);
    }
  }

  /**
   * The discoveries of a target whose facts name one of these objects, in order; it may be that
   * they only use it.
   */
  public List<StoredEvent> discoveries(Connection c, String target, Collection<String> names) {
    var sql =
        COLUMNS
            + "WHERE target = ? AND payload_type = ? AND EXISTS (SELECT FROM unnest(?) AS n(name)"
            + " WHERE position(n.name IN payload) > 0) ORDER BY sequence";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      statement.setString(2, EventTypes.name(MigrationDiscovered.class));
      var wanted = names.stream().map(name -> codec.property("name", name)).toArray(byte[][]::new);
      statement.setArray(3, c.createArrayOf("bytea", wanted));
      return events(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the discoveries of target \"" + target + "\"", c);
    }
  }

  /** The sequence of a target's last event, −1 when it has none. */
  public long lastSequence(Connection c, String target) {
    var sql = "SELECT max(sequence) FROM ledger.entry WHERE target = ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      try (var rows = statement.executeQuery()) {
        rows.next();
        var last = rows.getLong(1);
        return rows.wasNull() ? -1 : last;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the last event of target \"" + target + "\"", c);
    }
  }

  /**
   * The text under a commitment; empty when it was erased or never kept.
   *
   * @throws StoreFailure.ContentTampered when the stored text is not the committed one
   */
  public Optional<String> content(Connection c, String commitment) {
    var sql = "SELECT salt, body FROM ledger.content WHERE commitment = ? AND erased_at IS NULL";
    try (var statement = c.prepareStatement(sql)) {
      statement.setBytes(1, HexFormat.of().parseHex(commitment));
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var salt = new Content.Salt(HexFormat.of().formatHex(rows.getBytes(1)));
        var text = new String(rows.getBytes(2), StandardCharsets.UTF_8);
        if (!salt.commitTo(text).equals(commitment)) {
          throw new StoreFailure.ContentTampered(commitment);
        }
        return Optional.of(text);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the text under " + commitment, c);
    }
  }

  private List<StoredEvent> events(PreparedStatement statement) throws SQLException {
    return encoded(statement).decoded();
  }

  private EncodedEvents encoded(PreparedStatement statement) throws SQLException {
    var found = new ArrayList<EncodedEvents.Row>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(EncodedEvents.Row.of(rows));
      }
    }
    return new EncodedEvents(codec, found);
  }
}
