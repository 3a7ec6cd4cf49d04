package dev.migrationledger.sql.wasm.code;

import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmEngineException;

/** Runs the functions there is register code for, and leaves the others to the engine's machine. */
public final class RegisterMachine implements Machine {

  private static final long[] NO_RESULT = {};

  private final Instance instance;
  private final Machine others;
  private final @Nullable RegisterCode[] codes;
  private final Frames[] frames;

  public RegisterMachine(Instance instance, Machine others, List<RegisterCode> codes) {
    this.instance = instance;
    this.others = others;
    int size = codes.stream().mapToInt(RegisterCode::function).max().orElse(-1) + 1;
    this.codes = new RegisterCode[size];
    this.frames = new Frames[size];
    for (RegisterCode code : codes) {
      this.codes[code.function] = code;
      this.frames[code.function] = new Frames(code);
    }
  }

  @Override
  public long[] call(int function, long[] arguments) {
    RegisterCode code = function < codes.length ? codes[function] : null;
    if (code == null) {
      return others.call(function, arguments);
    }
    try {
      long[] registers = frames[function].take(arguments);
      long[] result = run(code, registers, instance.memory());
      frames[function].giveBack(registers);
      return result;
    } catch (StackOverflowError e) {
      throw new WasmEngineException("call stack exhausted", e);
    }
  }

  /** Kept under the size of bytecode up to which the JVM compiles a method; 32 bits wrap. */
  @SuppressWarnings("IntLongMath")
  private long[] run(RegisterCode function, long[] r, Memory memory) {
    int[] code = function.code;
    for (int p = 0; ; p += Op.WIDTH) {
      int d = code[p + 1];
      int a = code[p + 2];
      int b = code[p + 3];
      switch (code[p]) {
        case Op.MOV -> r[d] = r[a];
        case Op.JMP -> p = d;
        case Op.BRNZ -> p = (int) r[a] != 0 ? d : p;
        case Op.BRZ -> p = (int) r[a] == 0 ? d : p;
        case Op.BREQ -> p = (int) r[a] == (int) r[b] ? d : p;
        case Op.BRNE -> p = (int) r[a] != (int) r[b] ? d : p;
        case Op.BRTABLE -> p = entry(function.tables[d], (int) r[a]);
        case Op.LD32 -> r[d] = memory.readInt((int) r[a] + b);
        case Op.LD8U -> r[d] = memory.read((int) r[a] + b) & 0xFF;
        case Op.LD16U -> r[d] = memory.readShort((int) r[a] + b) & 0xFFFF;
        case Op.LD16S -> r[d] = memory.readShort((int) r[a] + b);
        case Op.ST32 -> memory.writeI32((int) r[a] + d, (int) r[b]);
        case Op.ST16 -> memory.writeShort((int) r[a] + d, (short) r[b]);
        case Op.ADD -> r[d] = (int) r[a] + (int) r[b];
        case Op.SUB -> r[d] = (int) r[a] - (int) r[b];
        case Op.AND -> r[d] = (int) r[a] & (int) r[b];
        case Op.SHL -> r[d] = (int) r[a] << (int) r[b];
        case Op.LTS -> r[d] = (int) r[a] < (int) r[b] ? 1 : 0;
        case Op.LES -> r[d] = (int) r[a] <= (int) r[b] ? 1 : 0;
        case Op.GTU -> r[d] = Integer.compareUnsigned((int) r[a], (int) r[b]) > 0 ? 1 : 0;
        case Op.GEU -> r[d] = Integer.compareUnsigned((int) r[a], (int) r[b]) >= 0 ? 1 : 0;
        case Op.SELECT -> r[d] = (int) r[b] == 0 ? r[a] : r[d];
        case Op.CALL -> result(r, d, call(a, arguments(r, function.tables[b])));
        case Op.CALLI -> result(r, d, callTable((int) r[a], arguments(r, function.tables[b])));
        case Op.RET -> {
          return function.returns ? new long[] {r[a]} : NO_RESULT;
        }
        default -> lessOften(code, p, r, memory);
      }
    }
  }

  private void lessOften(int[] code, int p, long[] r, Memory memory) {
    int d = code[p + 1];
    int a = code[p + 2];
    int b = code[p + 3];
    switch (code[p]) {
      case Op.LD64 -> r[d] = memory.readLong((int) r[a] + b);
      case Op.LD8S -> r[d] = memory.read((int) r[a] + b);
      case Op.ST8 -> memory.writeByte((int) r[a] + d, (byte) r[b]);
      case Op.ST64 -> memory.writeLong((int) r[a] + d, r[b]);
      case Op.GGET -> r[d] = instance.global(a).getValue();
      case Op.GSET -> instance.global(d).setValue(r[a]);
      case Op.MEMCOPY -> memory.copy((int) r[d], (int) r[a], (int) r[b]);
      case Op.MEMFILL -> memory.fill((byte) r[a], (int) r[d], (int) r[d] + (int) r[b]);
      case Op.TRAP -> throw new WasmEngineException("Trapped on unreachable instruction");
      default -> r[d] = Arithmetic.apply(code[p], r[a], r[b]);
    }
  }

  private long[] callTable(int index, long[] arguments) {
    return call(instance.table(0).requiredRef(index), arguments);
  }

  private static int entry(int[] table, int index) {
    return table[index >= 0 && index < table.length ? index : table.length - 1];
  }

  private static void result(long[] r, int d, long @Nullable [] result) {
    if (d != Op.NOTHING && result != null) {
      r[d] = result[0];
    }
  }

  private static long[] arguments(long[] r, int[] registers) {
    long[] arguments = new long[registers.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = r[registers[i]];
    }
    return arguments;
  }
}
