package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import run.endive.wasm.types.AnnotatedInstruction;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.OpCode;

/**
 * Translates one WebAssembly function to register code: copies of locals and constants disappear,
 * and comparisons melt into the branches that follow them.
 *
 * <p>Registers are, in this order: parameters, locals, constants, slots of the operand stack.
 */
final class Translator {

  private final FunctionTypes types;
  private final int function;
  private final FunctionType type;
  private final FunctionBody body;
  private final int locals;
  private final Map<Long, Integer> constants = new LinkedHashMap<>();
  private final Emitter emitter = new Emitter();
  private final OperandStack stack;
  private final ControlFlow flow;

  Translator(FunctionTypes types, int function) {
    this.types = types;
    this.function = function;
    this.type = types.ofFunction(function);
    this.body = types.body(function);
    this.locals = type.params().size() + body.localTypes().size();
    for (AnnotatedInstruction instruction : body.instructions()) {
      switch (instruction.opcode()) {
        case I32_CONST, I64_CONST, F64_CONST ->
            constants.putIfAbsent(constant(instruction), locals + constants.size());
        default -> {}
      }
    }
    this.stack = new OperandStack(emitter, locals + constants.size());
    this.flow = new ControlFlow(types, emitter, stack, type.returns().size());
  }

  /**
   * @throws IllegalStateException for an instruction that has no counterpart
   */
  RegisterCode translate() {
    for (AnnotatedInstruction instruction : body.instructions()) {
      if (flow.reaches(instruction.opcode())) {
        translate(instruction);
      }
    }
    return new RegisterCode(
        function,
        type.params().size(),
        stack.registers(),
        locals,
        constants.keySet().stream().mapToLong(Long::longValue).toArray(),
        emitter.code(),
        flow.tables());
  }

  private void translate(AnnotatedInstruction i) {
    switch (i.opcode()) {
      case NOP -> {}
      case UNREACHABLE -> flow.leave(Op.TRAP, 0);
      case BLOCK, LOOP, IF -> flow.open(i);
      case ELSE -> flow.otherwise();
      case END -> flow.end();
      case BR -> flow.jump(number(i, 0));
      case BR_IF -> flow.jumpIf(number(i, 0));
      case BR_TABLE -> flow.jumpTable(i);
      case RETURN -> flow.leave(Op.RET, type.returns().isEmpty() ? Op.NOTHING : stack.top());
      case CALL -> call(number(i, 0));
      case CALL_INDIRECT -> callIndirect(number(i, 0));
      case DROP -> stack.pop();
      case LOCAL_GET -> stack.push(number(i, 0));
      case LOCAL_SET -> setLocal(number(i, 0), stack.pop());
      case LOCAL_TEE -> teeLocal(number(i, 0));
      case I32_CONST, I64_CONST, F64_CONST ->
          stack.push(Objects.requireNonNull(constants.get(constant(i))));
      default -> compute(i);
    }
  }

  private void compute(AnnotatedInstruction i) {
    switch (i.opcode()) {
      case GLOBAL_GET -> define(Op.GGET, number(i, 0), 0);
      case GLOBAL_SET -> emitter.emit(Op.GSET, number(i, 0), stack.pop(), 0);
      case SELECT -> select();
      case MEMORY_COPY -> memory(Op.MEMCOPY);
      case MEMORY_FILL -> memory(Op.MEMFILL);
      default -> operate(i);
    }
  }

  private void operate(AnnotatedInstruction i) {
    OpCode opcode = i.opcode();
    Integer binary = Instructions.BINARY.get(opcode);
    Integer unary = Instructions.UNARY.get(opcode);
    Integer load = Instructions.LOAD.get(opcode);
    Integer store = Instructions.STORE.get(opcode);
    if (binary != null) {
      int b = stack.pop();
      define(binary, stack.pop(), b);
    } else if (unary != null) {
      define(unary, stack.pop(), 0);
    } else if (load != null) {
      define(load, stack.pop(), number(i, 1));
    } else if (store != null) {
      int value = stack.pop();
      emitter.emit(store, number(i, 1), stack.pop(), value);
    } else {
      throw new IllegalStateException("No counterpart for " + opcode);
    }
  }

  private void call(int which) {
    FunctionType called = types.ofFunction(which);
    int arguments = flow.table(stack.pop(called.params().size()));
    emitter.emit(Op.CALL, result(called), which, arguments);
  }

  private void callIndirect(int type) {
    FunctionType called = types.ofIndex(type);
    int which = stack.pop();
    int[] registers = stack.pop(called.params().size());
    int[] table = new int[registers.length + 1];
    table[0] = type;
    System.arraycopy(registers, 0, table, 1, registers.length);
    int arguments = flow.table(table);
    emitter.emit(Op.CALLI, result(called), which, arguments);
  }

  private int result(FunctionType called) {
    return called.returns().isEmpty() ? Op.NOTHING : stack.pushSlot();
  }

  private void select() {
    int condition = stack.pop();
    int otherwise = stack.pop();
    int chosen = stack.pop();
    int slot = stack.pushSlot();
    if (chosen != slot) {
      emitter.emit(Op.MOV, slot, chosen, 0);
    }
    emitter.emit(Op.SELECT, slot, otherwise, condition);
  }

  private void memory(int op) {
    int[] operands = stack.pop(3);
    emitter.emit(op, operands[0], operands[1], operands[2]);
  }

  private void define(int op, int a, int b) {
    emitter.define(op, stack.pushSlot(), a, b);
  }

  private void setLocal(int local, int value) {
    boolean spilled = stack.spill(local);
    if (spilled || !stack.isSlot(value) || !emitter.redirect(value, local)) {
      emitter.emit(Op.MOV, local, value, 0);
    }
  }

  private void teeLocal(int local) {
    int value = stack.pop();
    boolean spilled = stack.spill(local);
    boolean redirected = !spilled && stack.isSlot(value) && emitter.redirect(value, local);
    if (!redirected) {
      emitter.emit(Op.MOV, local, value, 0);
    }
    stack.push(redirected ? local : value);
  }

  private static long constant(AnnotatedInstruction i) {
    return i.opcode() == OpCode.I32_CONST ? (int) i.operand(0) : i.operand(0);
  }

  private static int number(AnnotatedInstruction i, int operand) {
    return (int) i.operand(operand);
  }
}
