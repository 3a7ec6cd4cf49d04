package dev.migrationledger.store.verify;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares the stored snapshots with the fold of the events, as the walk passes them. */
final class SnapshotCheck {

  private final Connection connection;
  private final EventCodec codec;
  private final Map<String, Long> due = new HashMap<>();
  private final Map<String, LedgerState> states = new HashMap<>();

  SnapshotCheck(Connection connection, EventCodec codec) throws SQLException {
    this.connection = connection;
    this.codec = codec;
    try (var statement =
            connection.prepareStatement("SELECT target, sequence FROM ledger.snapshot");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        due.put(rows.getString(1), rows.getLong(2));
        states.put(rows.getString(1), new LedgerState());
      }
    }
  }

  /** Takes an event in; compares when the target's snapshot was taken after it. */
  Optional<FirstBad> take(StoredRow row, LedgerEvent event) {
    var state = states.get(row.target());
    var sequence = due.get(row.target());
    if (state == null || sequence == null) {
      return Optional.empty();
    }
    state.evolve(event);
    if (row.sequence() != sequence) {
      return Optional.empty();
    }
    due.remove(row.target());
    states.remove(row.target());
    return isSame(row.target(), state)
        ? Optional.empty()
        : Optional.of(
            new FirstBad(
                row.index(),
                "snapshot",
                "the snapshot of target \""
                    + row.target()
                    + "\" at sequence "
                    + sequence
                    + " is not the fold of its events"));
  }

  /** What is left when all events were taken in. */
  Optional<FirstBad> end() {
    return due.entrySet().stream()
        .findFirst()
        .map(left ->
            new FirstBad(
                -1,
                "snapshot",
                "the snapshot of target \""
                    + left.getKey()
                    + "\" is at sequence "
                    + left.getValue()
                    + ", which does not exist"));
  }

  /** One of another program's revision is used by nobody: there is nothing to compare. */
  private boolean isSame(String target, LedgerState state) {
    var sql = "SELECT image FROM ledger.snapshot WHERE target = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, target);
      try (var rows = statement.executeQuery()) {
        return rows.next() && codec.image(rows.getBytes(1)).map(state.image()::equals).orElse(true);
      }
    } catch (UnreadableJson e) {
      return false;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read a snapshot", connection);
    }
  }
}
