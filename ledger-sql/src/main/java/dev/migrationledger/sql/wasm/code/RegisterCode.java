package dev.migrationledger.sql.wasm.code;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One function as register code: instructions of {@link Op}, the tables they name, and its
 * registers, of which the first are the parameters and some hold constants.
 */
public final class RegisterCode {

  final int function;
  final int parameters;
  final boolean returns;
  final int registers;
  final int firstConstant;
  final long[] constants;
  final int[] code;
  final int[][] tables;

  /**
   * Takes the arrays as they are.
   *
   * @param function its number in the module
   * @param registers how many a call needs, constants included
   */
  public RegisterCode(
      int function,
      int parameters,
      boolean returns,
      int registers,
      int firstConstant,
      long[] constants,
      int[] code,
      int[][] tables) {
    this.function = function;
    this.parameters = parameters;
    this.returns = returns;
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

  public void write(DataOutputStream out) throws IOException {
    out.writeInt(function);
    out.writeInt(parameters);
    out.writeBoolean(returns);
    out.writeInt(registers);
    out.writeInt(firstConstant);
    out.writeInt(constants.length);
    for (long constant : constants) {
      out.writeLong(constant);
    }
    writeInts(out, code);
    out.writeInt(tables.length);
    for (int[] table : tables) {
      writeInts(out, table);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static RegisterCode read(DataInputStream in) throws IOException {
    int function = in.readInt();
    int parameters = in.readInt();
    boolean returns = in.readBoolean();
    int registers = in.readInt();
    int firstConstant = in.readInt();
    long[] constants = new long[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(constants.length * Long.BYTES)).asLongBuffer().get(constants);
    int[] code = readInts(in);
    int[][] tables = new int[in.readInt()][];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = readInts(in);
    }
    return new RegisterCode(
        function, parameters, returns, registers, firstConstant, constants, code, tables);
  }

  private static void writeInts(DataOutputStream out, int[] numbers) throws IOException {
    out.writeInt(numbers.length);
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers);
    out.write(bytes.array());
  }

  private static int[] readInts(DataInputStream in) throws IOException {
    int[] numbers = new int[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(numbers.length * Integer.BYTES)).asIntBuffer().get(numbers);
    return numbers;
  }
}
