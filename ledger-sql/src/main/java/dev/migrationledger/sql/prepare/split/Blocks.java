package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** A function's instructions as blocks, in their order. */
final class Blocks {

  /** Instructions of a block at most: a method has to hold the largest one. */
  private static final int MOST = 200;

  private final RegisterCode code;
  private final BitSet starts = new BitSet();
  private final List<Block> all = new ArrayList<>();
  private final int[] numbers;
  private final BitSet reached = new BitSet();

  Blocks(RegisterCode code) {
    this.code = code;
    this.numbers = new int[code.length()];
    findStarts();
    cut();
    reach();
  }

  List<Block> all() {
    return all;
  }

  /** Those that may run. */
  BitSet reached() {
    return reached;
  }

  /** The block that a jump with the target goes to. */
  Block at(int target) {
    return all.get(numbers[target + Op.WIDTH]);
  }

  private void findStarts() {
    starts.set(0);
    int length = 0;
    for (int at = 0; at < code.length(); at += Op.WIDTH) {
      length = starts.get(at) ? 0 : length + 1;
      if (length == MOST) {
        starts.set(at);
        length = 0;
      }
      int[] targets = targets(at);
      if (targets.length > 0 || ends(at)) {
        starts.set(at + Op.WIDTH);
      }
      for (int target : targets) {
        starts.set(target + Op.WIDTH);
      }
    }
  }

  private void cut() {
    starts.set(code.length());
    int number = 0;
    for (int from = 0; from < code.length(); from = starts.nextSetBit(from + 1)) {
      numbers[from] = number++;
    }
    int to;
    for (int from = 0; from < code.length(); from = to) {
      to = starts.nextSetBit(from + 1);
      int last = to - Op.WIDTH;
      IntStream targets =
          Arrays.stream(targets(last)).map(target -> numbers[target + Op.WIDTH]).distinct();
      IntStream following = ends(last) ? IntStream.empty() : IntStream.of(numbers[to]);
      all.add(
          new Block(
              all.size(), from, to, IntStream.concat(targets, following).distinct().toArray()));
    }
  }

  private void reach() {
    Deque<Integer> open = new ArrayDeque<>();
    open.push(0);
    reached.set(0);
    while (!open.isEmpty()) {
      for (int next : all.get(open.pop()).next) {
        if (!reached.get(next)) {
          reached.set(next);
          open.push(next);
        }
      }
    }
  }

  private int[] targets(int at) {
    return switch (code.op(at)) {
      case Op.JMP, Op.BRNZ, Op.BRZ, Op.BREQ, Op.BRNE -> new int[] {code.d(at)};
      case Op.BRTABLE -> code.table(code.d(at));
      default -> new int[0];
    };
  }

  private boolean ends(int at) {
    return switch (code.op(at)) {
      case Op.JMP, Op.BRTABLE, Op.RET, Op.TRAP -> true;
      default -> false;
    };
  }
}
