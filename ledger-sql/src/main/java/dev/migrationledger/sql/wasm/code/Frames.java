package dev.migrationledger.sql.wasm.code;

import java.util.Arrays;

/**
 * Registers of one function for its calls. The constants among them are never written, so registers
 * are used again: to copy the constants for each call would take as long as the call.
 */
final class Frames {

  private static final int MOST_KEPT = 32;

  private final RegisterCode code;
  private final long[][] kept = new long[MOST_KEPT][];
  private int count;

  Frames(RegisterCode code) {
    this.code = code;
  }

  /** Registers with the arguments in the first ones, and the other locals 0. */
  long[] take(long[] arguments) {
    long[] registers = count > 0 ? kept[--count] : fresh();
    System.arraycopy(arguments, 0, registers, 0, code.parameters);
    return registers;
  }

  /** A call that ends with an exception gives nothing back. */
  void giveBack(long[] registers) {
    if (count < MOST_KEPT) {
      Arrays.fill(registers, 0, code.firstConstant, 0);
      kept[count++] = registers;
    }
  }

  private long[] fresh() {
    long[] registers = new long[code.registers];
    System.arraycopy(code.constants, 0, registers, code.firstConstant, code.constants.length);
    return registers;
  }
}
