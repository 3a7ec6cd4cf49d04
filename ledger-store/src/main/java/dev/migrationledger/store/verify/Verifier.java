package dev.migrationledger.store.verify;

import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.merkle.CompactRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks a whole ledger in one REPEATABLE READ, read-only transaction, in memory that does not grow
 * with its length.
 *
 * <p>Without a checkpoint from outside, somebody who may rewrite everything (entries, roots and
 * head) cannot be told from the truth; whoever changes less is found.
 */
public final class Verifier {

  private static final List<String> CHECKS =
      List.of(
          "meta: one row with the ledger's id",
          "contiguity: indexes from 0 to the head's size without gaps, sequences of each target too",
          "columns: every column equals its entry, payload and metadata by their SHA-256",
          "leaf: SHA-256(0x00 || entry)",
          "root: the Merkle tree's root after each entry",
          "event: every event can be read and belongs to its target",
          "content: every kept text matches its commitment, and none is missing",
          "snapshot: every snapshot equals the fold of the events",
          "head: one row; size, root and frontier are those of the tree",
          "triggers: the triggers that refuse changes are there and enabled");

  private static final String HEAD =
      "SELECT size, encode(root, 'hex'), encode(frontier, 'hex') FROM ledger.head";

  private final EventCodec codec;

  public Verifier(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * Checks everything that is stored.
   *
   * @param c a connection with autocommit off and no open transaction; the caller ends the
   *     transaction
   * @throws StoreFailure when it cannot be read, so that nothing can be said
   */
  public Verification verify(Connection c) {
    try {
      try (var statement = c.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      }
      return checkAll(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "verify the ledger", c);
    }
  }

  private Verification checkAll(Connection c) throws SQLException {
    var bad = new ArrayList<FirstBad>();
    var heads = heads(c);
    var ids = ids(c);
    if (ids.size() != 1) {
      bad.add(new FirstBad(-1, "meta", "ledger.meta has " + ids.size() + " rows, not 1"));
      return new Verification(size(heads), "", CHECKS, List.of(), bad);
    }
    var walk = new EntryWalk(c, codec, ids.getFirst(), size(heads));
    walk.run().ifPresent(bad::add);
    ContentCheck.run(c).ifPresent(bad::add);
    if (bad.isEmpty()) {
      head(heads, walk.tree()).ifPresent(bad::add);
    }
    bad.addAll(TriggerCheck.run(c));
    return new Verification(
        walk.tree().size(), walk.tree().root().hex(), CHECKS, TriggerCheck.notes(c), bad);
  }

  private record Head(long size, String root, String frontier) {}

  private static List<Head> heads(Connection c) throws SQLException {
    var heads = new ArrayList<Head>();
    try (var statement = c.prepareStatement(HEAD);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        heads.add(new Head(rows.getLong(1), rows.getString(2), rows.getString(3)));
      }
    }
    return heads;
  }

  private static List<UUID> ids(Connection c) throws SQLException {
    var ids = new ArrayList<UUID>();
    try (var statement = c.prepareStatement("SELECT ledger_id FROM ledger.meta");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private static long size(List<Head> heads) {
    return heads.isEmpty() ? 0 : heads.getFirst().size();
  }

  private static Optional<FirstBad> head(List<Head> heads, CompactRange tree) {
    if (heads.size() != 1) {
      return Optional.of(
          new FirstBad(-1, "head", "ledger.head has " + heads.size() + " rows, not 1"));
    }
    var head = heads.getFirst();
    if (!head.root().equals(tree.root().hex())) {
      return Optional.of(
          new FirstBad(-1, "head", "the head's root is not that of the entries, " + tree.root()));
    }
    if (!head.frontier().equals(HexFormat.of().formatHex(tree.frontier()))) {
      return Optional.of(
          new FirstBad(-1, "head", "the head's frontier is not that of the entries"));
    }
    return Optional.empty();
  }
}
