package dev.migrationledger.store.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Verifies proofs (RFC 9162 §2.1.3.2 and §2.1.4.2). Sizes and indexes are unsigned. Says no to
 * every proof that is too short, too long or for another tree.
 */
public final class Proofs {

  private Proofs() {}

  /** Whether the leaf stands at that index of the tree with that size and root. */
  public static boolean includes(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
    if (Long.compareUnsigned(index, size) >= 0) {
      return false;
    }
    long at = index;
    long last = size - 1;
    var node = leaf;
    for (var sibling : proof) {
      if (last == 0) {
        return false;
      }
      if (isOdd(at) || at == last) {
        node = Hash.node(sibling, node);
        int levels = isOdd(at) ? 0 : Long.numberOfTrailingZeros(at);
        at = shift(at, levels);
        last = shift(last, levels);
      } else {
        node = Hash.node(node, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && node.equals(root);
  }

  /** Whether the tree of the second size and root begins with the tree of the first. */
  public static boolean extend(
      long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> proof) {
    if (first == second) {
      return proof.isEmpty() && firstRoot.equals(secondRoot);
    }
    if (first == 0) {
      return proof.isEmpty() && firstRoot.equals(new CompactRange().root());
    }
    if (Long.compareUnsigned(first, second) > 0 || proof.isEmpty()) {
      return false;
    }
    var path = new ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      path.addFirst(firstRoot);
    }
    int full = Long.numberOfTrailingZeros(first);
    long at = shift(first - 1, full);
    long last = shift(second - 1, full);
    return climb(at, last, path, firstRoot, secondRoot);
  }

  private static boolean climb(
      long from, long to, List<Hash> path, Hash firstRoot, Hash secondRoot) {
    long at = from;
    long last = to;
    var older = path.getFirst();
    var newer = path.getFirst();
    for (var sibling : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if (isOdd(at) || at == last) {
        older = Hash.node(sibling, older);
        newer = Hash.node(sibling, newer);
        int levels = isOdd(at) ? 0 : Long.numberOfTrailingZeros(at);
        at = shift(at, levels);
        last = shift(last, levels);
      } else {
        newer = Hash.node(newer, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && older.equals(firstRoot) && newer.equals(secondRoot);
  }

  private static boolean isOdd(long n) {
    return (n & 1) == 1;
  }

  /** Java shifts by 64 as by 0; zero has 64 trailing zeros. */
  private static long shift(long n, int levels) {
    return levels >= Long.SIZE ? 0 : n >>> levels;
  }
}
