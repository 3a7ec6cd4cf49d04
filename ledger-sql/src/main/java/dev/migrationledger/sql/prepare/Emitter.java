package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.Op;
import java.util.Arrays;

/** Writes instructions of {@link Op} and fills in the targets of jumps later. */
final class Emitter {

  private static final int NONE = -1;

  private int[] code = new int[1 << 16];
  private int length;
  private int defining = NONE;

  int[] code() {
    return Arrays.copyOf(code, length);
  }

  /** What a jump to the next instruction has to name. */
  int here() {
    return length - Op.WIDTH;
  }

  /** Writes an instruction and gives its index. */
  int emit(int op, int d, int a, int b) {
    if (length == code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    int at = length;
    code[at] = op;
    code[at + 1] = d;
    code[at + 2] = a;
    code[at + 3] = b;
    length += Op.WIDTH;
    defining = NONE;
    return at;
  }

  /** Writes an instruction whose result in {@code d} may still be moved elsewhere. */
  void define(int op, int d, int a, int b) {
    defining = emit(op, d, a, b);
  }

  /** From here on the code may be reached from elsewhere: nothing before it may be changed. */
  void label() {
    defining = NONE;
  }

  void setTarget(int jump, int target) {
    code[jump + 1] = target;
  }

  /** Lets the last instruction write to {@code to} if {@code from} is what it writes. */
  boolean redirect(int from, int to) {
    if (defining == NONE || code[defining + 1] != from) {
      return false;
    }
    code[defining + 1] = to;
    defining = NONE;
    return true;
  }

  /** A jump when register {@code r} is not 0, or is; gives its index. */
  int branch(boolean whenSet, int r) {
    if (defining != NONE && code[defining + 1] == r) {
      int op = code[defining];
      int a = code[defining + 2];
      int b = code[defining + 3];
      if (op == Op.EQZ) {
        length = defining;
        return emit(whenSet ? Op.BRZ : Op.BRNZ, 0, a, 0);
      }
      if (op == Op.EQ || op == Op.NE) {
        length = defining;
        return emit((op == Op.EQ) == whenSet ? Op.BREQ : Op.BRNE, 0, a, b);
      }
    }
    return emit(whenSet ? Op.BRNZ : Op.BRZ, 0, r, 0);
  }
}
