package dev.migrationledger.store.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The roots of the perfect subtrees a tree of some size consists of, largest first: all that is
 * needed to append a leaf and to name the root, both in O(log n). Mutable; owned by one thread.
 */
public final class CompactRange {

  private static final Hash EMPTY_ROOT = Hash.sha256();

  private long size;
  private final ArrayList<Hash> roots;

  /** A tree without leaves. */
  public CompactRange() {
    this(0, List.of());
  }

  private CompactRange(long size, List<Hash> roots) {
    this.size = size;
    this.roots = new ArrayList<>(roots);
  }

  /**
   * The range that {@link #frontier} was written of.
   *
   * @throws IllegalArgumentException when the frontier cannot belong to a tree of that size
   */
  public static CompactRange of(long size, byte[] frontier) {
    if (size < 0 || frontier.length != Long.bitCount(size) * Hash.LENGTH) {
      throw new IllegalArgumentException(
          "a tree of size "
              + size
              + " has a frontier of "
              + Long.bitCount(Math.max(size, 0)) * Hash.LENGTH
              + " bytes, not "
              + frontier.length);
    }
    var roots = new ArrayList<Hash>();
    for (int at = 0; at < frontier.length; at += Hash.LENGTH) {
      roots.add(Hash.of(Arrays.copyOfRange(frontier, at, at + Hash.LENGTH)));
    }
    return new CompactRange(size, roots);
  }

  /** How many leaves the tree has. */
  public long size() {
    return size;
  }

  /** Appends a leaf. */
  public void append(Hash leaf) {
    var node = leaf;
    for (long level = size; (level & 1) == 1; level >>= 1) {
      node = Hash.node(roots.removeLast(), node);
    }
    roots.add(node);
    size++;
  }

  /** The tree's root, RFC 6962 §2.1. */
  public Hash root() {
    if (roots.isEmpty()) {
      return EMPTY_ROOT;
    }
    var node = roots.getLast();
    for (int i = roots.size() - 2; i >= 0; i--) {
      node = Hash.node(roots.get(i), node);
    }
    return node;
  }

  /** The subtree roots one after the other, largest subtree first. */
  public byte[] frontier() {
    var bytes = new byte[roots.size() * Hash.LENGTH];
    for (int i = 0; i < roots.size(); i++) {
      System.arraycopy(roots.get(i).bytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
    }
    return bytes;
  }
}
