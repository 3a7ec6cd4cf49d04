package dev.migrationledger.store.verify;

import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.merkle.CompactRange;
import dev.migrationledger.store.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Walks over the entries in order until the first that is bad. */
final class EntryWalk {

  private static final int BATCH = 500;
  private static final String NEXT =
      "SELECT index, event_id, aggregate_type, target, sequence, occurred_at, recorded_at,"
          + " payload_type, payload_revision, payload, metadata, entry, leaf, root"
          + " FROM ledger.entry WHERE index >= ? ORDER BY index LIMIT ?";

  private final Connection connection;
  private final EventCodec codec;
  private final UUID ledger;
  private final long size;
  private final CompactRange tree = new CompactRange();
  private final Map<String, Long> sequences = new HashMap<>();
  private final SnapshotCheck snapshots;

  EntryWalk(Connection connection, EventCodec codec, UUID ledger, long size) throws SQLException {
    this.connection = connection;
    this.codec = codec;
    this.ledger = ledger;
    this.size = size;
    this.snapshots = new SnapshotCheck(connection, codec);
  }

  /** The tree of the good entries. */
  CompactRange tree() {
    return tree;
  }

  /** Walks; gives what is wrong with the first bad entry. */
  Optional<FirstBad> run() throws SQLException {
    while (true) {
      var rows = next();
      for (var row : rows) {
        var bad = check(row);
        if (bad.isPresent()) {
          return bad;
        }
      }
      var missing = ContentCheck.missing(connection, rows);
      if (missing.isPresent()) {
        return missing;
      }
      if (rows.size() < BATCH) {
        return end();
      }
    }
  }

  private List<StoredRow> next() throws SQLException {
    var rows = new ArrayList<StoredRow>();
    try (var statement = connection.prepareStatement(NEXT)) {
      statement.setLong(1, tree.size() == 0 ? Long.MIN_VALUE : tree.size());
      statement.setInt(2, BATCH);
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(StoredRow.of(results));
        }
      }
    }
    return rows;
  }

  private Optional<FirstBad> end() throws SQLException {
    if (tree.size() != size) {
      return bad(
          Math.min(tree.size(), size),
          "contiguity",
          "there are " + tree.size() + " entries, the head says " + size);
    }
    return snapshots.end();
  }

  private Optional<FirstBad> check(StoredRow row) throws SQLException {
    if (row.index() != tree.size()) {
      return bad(
          Math.min(tree.size(), row.index()),
          "contiguity",
          "index " + tree.size() + " is missing, found " + row.index());
    }
    try {
      var difference = row.differenceFromEntry(ledger);
      if (!difference.isEmpty()) {
        return bad(row.index(), "columns", difference);
      }
      return tree(row).or(() -> sequence(row)).or(() -> event(row));
    } catch (UnreadableJson | IllegalArgumentException e) {
      return bad(row.index(), "columns", String.valueOf(e.getMessage()));
    }
  }

  private Optional<FirstBad> tree(StoredRow row) {
    var leaf = Hash.leaf(row.entry());
    if (!Arrays.equals(leaf.bytes(), row.leaf())) {
      return bad(row.index(), "leaf", "the entry's leaf hash is " + leaf + ", not the stored one");
    }
    if (row.index() >= size) {
      return bad(row.index(), "contiguity", "there is an entry, but the head says size " + size);
    }
    var next = CompactRange.of(tree.size(), tree.frontier());
    next.append(leaf);
    if (!Arrays.equals(next.root().bytes(), row.root())) {
      return bad(row.index(), "root", "the tree's root is " + next.root() + ", not the stored one");
    }
    tree.append(leaf);
    return Optional.empty();
  }

  private Optional<FirstBad> sequence(StoredRow row) {
    var expected = sequences.merge(row.target(), 1L, Long::sum) - 1;
    return row.sequence() == expected
        ? Optional.empty()
        : bad(
            row.index(),
            "contiguity",
            "sequence "
                + expected
                + " of target \""
                + row.target()
                + "\" is missing, found "
                + row.sequence());
  }

  private Optional<FirstBad> event(StoredRow row) {
    try {
      codec.origin(row.metadata());
      var event = codec.event(row.type(), row.revision(), row.payload());
      if (!event.target().equals(row.target())) {
        return bad(row.index(), "event", "the event is about target \"" + event.target() + "\"");
      }
      if (!EventCodec.commitments(event).equals(row.contents())) {
        return bad(row.index(), "event", "the entry names other texts than the event");
      }
      return snapshots.take(row, event);
    } catch (UnreadableJson | IllegalArgumentException e) {
      return bad(row.index(), "event", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<FirstBad> bad(long index, String check, String detail) {
    return Optional.of(new FirstBad(index, check, detail));
  }
}
