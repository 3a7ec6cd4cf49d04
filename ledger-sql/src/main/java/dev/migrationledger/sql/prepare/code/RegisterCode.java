package dev.migrationledger.sql.prepare.code;

/**
 * One function as register code: instructions of {@link Op}, the tables they name, and its
 * registers, of which the first are the parameters and some hold constants.
 */
public final class RegisterCode {

  private final int function;
  private final int parameters;
  private final int registers;
  private final int firstConstant;
  private final long[] constants;
  private final int[] code;
  private final int[][] tables;

  /**
   * Takes the arrays as they are.
   *
   * @param function its number in the module
   * @param registers how many a call needs, constants included
   */
  public RegisterCode(
      int function,
      int parameters,
      int registers,
      int firstConstant,
      long[] constants,
      int[] code,
      int[][] tables) {
    this.function = function;
    this.parameters = parameters;
    this.registers = registers;
    this.firstConstant = firstConstant;
    this.constants = constants;
    this.code = code;
    this.tables = tables;
  }

  /** Its number in the module. */
  public int function() {
    return function;
  }

  /** How many of the first registers are its parameters. */
  public int parameters() {
    return parameters;
  }

  public int registers() {
    return registers;
  }

  public boolean isConstant(int register) {
    return register >= firstConstant && register < firstConstant + constants.length;
  }

  /** What a register holds that {@linkplain #isConstant is constant}. */
  public long constant(int register) {
    return constants[register - firstConstant];
  }

  /** How many numbers its instructions are. */
  public int length() {
    return code.length;
  }

  public int op(int at) {
    return code[at];
  }

  public int d(int at) {
    return code[at + 1];
  }

  public int a(int at) {
    return code[at + 2];
  }

  public int b(int at) {
    return code[at + 3];
  }

  /** Not copied: leave the numbers as they are. */
  public int[] table(int number) {
    return tables[number];
  }
}
