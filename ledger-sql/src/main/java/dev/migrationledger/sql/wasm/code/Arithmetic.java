package dev.migrationledger.sql.wasm.code;

/** The instructions that are rare enough to cost a call; a unary one has no use for its b. */
final class Arithmetic {

  private Arithmetic() {}

  static long apply(int op, long a, long b) {
    if (op < Op.FIRST_LONG) {
      return ints(op, (int) a, (int) b);
    }
    return op < Op.FIRST_DOUBLE ? longs(op, a, b) : doubles(op, a, b);
  }

  private static long ints(int op, int a, int b) {
    return switch (op) {
      case Op.MUL -> (int) ((long) a * b);
      case Op.OR -> a | b;
      case Op.XOR -> a ^ b;
      case Op.SHRU -> a >>> b;
      case Op.SHRS -> a >> b;
      case Op.EQ -> bit(a == b);
      case Op.NE -> bit(a != b);
      case Op.EQZ -> bit(a == 0);
      case Op.LTU -> bit(Integer.compareUnsigned(a, b) < 0);
      case Op.GTS -> bit(a > b);
      case Op.LEU -> bit(Integer.compareUnsigned(a, b) <= 0);
      case Op.GES -> bit(a >= b);
      case Op.EXT8 -> (byte) a;
      case Op.EXT16 -> (short) a;
      case Op.LOW32S -> a;
      case Op.LOW32U -> Integer.toUnsignedLong(a);
      case Op.CLZ -> Integer.numberOfLeadingZeros(a);
      case Op.CTZ -> Integer.numberOfTrailingZeros(a);
      default -> throw new IllegalStateException("No instruction " + op);
    };
  }

  private static long longs(int op, long a, long b) {
    return switch (op) {
      case Op.LEQZ -> bit(a == 0);
      case Op.LEQ -> bit(a == b);
      case Op.LNE -> bit(a != b);
      case Op.LLTU -> bit(Long.compareUnsigned(a, b) < 0);
      case Op.LGTU -> bit(Long.compareUnsigned(a, b) > 0);
      case Op.LLEU -> bit(Long.compareUnsigned(a, b) <= 0);
      case Op.LGEU -> bit(Long.compareUnsigned(a, b) >= 0);
      case Op.LLTS -> bit(a < b);
      case Op.LGTS -> bit(a > b);
      case Op.LLES -> bit(a <= b);
      case Op.LGES -> bit(a >= b);
      case Op.LADD -> a + b;
      case Op.LSUB -> a - b;
      case Op.LMUL -> a * b;
      case Op.LAND -> a & b;
      case Op.LOR -> a | b;
      case Op.LXOR -> a ^ b;
      case Op.LSHL -> a << b;
      case Op.LSHRS -> a >> b;
      case Op.LSHRU -> a >>> b;
      case Op.LCLZ -> Long.numberOfLeadingZeros(a);
      default -> throw new IllegalStateException("No instruction " + op);
    };
  }

  private static long doubles(int op, long a, long b) {
    double left = Double.longBitsToDouble(a);
    double right = Double.longBitsToDouble(b);
    return switch (op) {
      case Op.DCVTU -> Double.doubleToRawLongBits((double) Integer.toUnsignedLong((int) a));
      case Op.DCVTLU -> Double.doubleToRawLongBits(unsigned(a));
      case Op.DDIV -> Double.doubleToRawLongBits(left / right);
      case Op.DMUL -> Double.doubleToRawLongBits(left * right);
      case Op.DEQ -> bit(left == right);
      case Op.DGE -> bit(left >= right);
      case Op.DTRUNCU -> saturated(left);
      default -> throw new IllegalStateException("No instruction " + op);
    };
  }

  /** Half of it, with the lost bit kept for rounding, and doubled again. */
  private static double unsigned(long value) {
    return value >= 0 ? (double) value : (double) ((value >>> 1) | (value & 1)) * 2.0;
  }

  /** The WebAssembly specification, i32.trunc_sat_f64_u. */
  private static long saturated(double value) {
    if (value >= 4294967295.0) {
      return -1;
    }
    return value > 0 ? (int) (long) value : 0;
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }
}
