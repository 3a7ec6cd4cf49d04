package dev.migrationledger.store.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A tree over leaves that can be asked for, for making proofs (RFC 9162 §2.1.3.1 and §2.1.4.1).
 * Reads each leaf once for each proof.
 */
public final class MerkleTree {

  private final LongFunction<Hash> leaves;
  private final long size;

  /**
   * A tree.
   *
   * @param leaves gives the leaf hash at an index from 0
   * @param size how many leaves there are
   */
  public MerkleTree(long size, LongFunction<Hash> leaves) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree's size must not be negative: " + size);
    }
    this.leaves = leaves;
    this.size = size;
  }

  /** The tree's root. */
  public Hash root() {
    return subtree(0, size);
  }

  /**
   * The sibling hashes from a leaf to the root, nearest first.
   *
   * @throws IndexOutOfBoundsException when there is no such leaf
   */
  public List<Hash> inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("no leaf " + index + " in a tree of size " + size);
    }
    var path = new ArrayList<Hash>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.addFirst(subtree(middle, to));
        to = middle;
      } else {
        path.addFirst(subtree(from, middle));
        from = middle;
      }
    }
    return List.copyOf(path);
  }

  /**
   * What shows that the tree's first leaves are those of an earlier tree.
   *
   * @param earlier the earlier size, 0 to the tree's size; the proof for both ends is empty
   */
  public List<Hash> consistency(long earlier) {
    if (earlier < 0 || earlier > size) {
      throw new IndexOutOfBoundsException("no tree of size " + earlier + " before size " + size);
    }
    var path = new ArrayList<Hash>();
    if (earlier == 0) {
      return List.of();
    }
    long from = 0;
    long to = size;
    boolean whole = true;
    while (earlier != to) {
      long middle = from + split(to - from);
      if (earlier <= middle) {
        path.addFirst(subtree(middle, to));
        to = middle;
      } else {
        path.addFirst(subtree(from, middle));
        from = middle;
        whole = false;
      }
    }
    if (!whole) {
      path.addFirst(subtree(from, to));
    }
    return List.copyOf(path);
  }

  private Hash subtree(long from, long to) {
    var range = new CompactRange();
    for (long i = from; i < to; i++) {
      range.append(leaves.apply(i));
    }
    return range.root();
  }

  /** The largest power of two smaller than n. */
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
