package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import run.endive.wasm.types.AnnotatedInstruction;
import run.endive.wasm.types.OpCode;

/** Translates WebAssembly's structured blocks and branches to jumps. */
final class ControlFlow {

  private final FunctionTypes types;
  private final Emitter emitter;
  private final OperandStack stack;
  private final List<int[]> tables = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private boolean reached = true;

  ControlFlow(FunctionTypes types, Emitter emitter, OperandStack stack, int results) {
    this.types = types;
    this.emitter = emitter;
    this.stack = stack;
    blocks.push(new Block(Block.Kind.FUNCTION, 0, results, 0));
  }

  int[][] tables() {
    return tables.toArray(int[][]::new);
  }

  /** Keeps a table and gives its number. */
  int table(int[] table) {
    tables.add(table);
    return tables.size() - 1;
  }

  /**
   * Whether the instruction has to be translated: in code that is never reached only the ends of
   * blocks that were opened before it.
   */
  boolean reaches(OpCode opcode) {
    if (reached) {
      return true;
    }
    boolean dead = block().kind == Block.Kind.DEAD;
    switch (opcode) {
      case BLOCK, LOOP, IF -> blocks.push(new Block(Block.Kind.DEAD, stack.height(), 0, 0));
      case END -> {
        if (dead) {
          blocks.pop();
        }
      }
      default -> {}
    }
    return !dead && (opcode == OpCode.END || opcode == OpCode.ELSE);
  }

  void open(AnnotatedInstruction i) {
    int condition = i.opcode() == OpCode.IF ? stack.pop() : 0;
    stack.flush();
    Block.Kind kind =
        switch (i.opcode()) {
          case IF -> Block.Kind.IF;
          case LOOP -> Block.Kind.LOOP;
          default -> Block.Kind.BLOCK;
        };
    Block block = new Block(kind, stack.height(), types.blockResults(i), emitter.here());
    if (kind == Block.Kind.IF) {
      block.otherwise = emitter.branch(false, condition);
    }
    blocks.push(block);
    emitter.label();
  }

  void otherwise() {
    Block block = block();
    if (reached) {
      moveResult(block);
      block.jumps.add(emitter.emit(Op.JMP, 0, 0, 0));
    }
    emitter.setTarget(block.otherwise, emitter.here());
    block.otherwise = -1;
    stack.cutTo(block.height);
    reached = true;
    emitter.label();
  }

  void end() {
    Block block = blocks.pop();
    if (reached) {
      moveResult(block);
    }
    int here = emitter.here();
    if (block.otherwise >= 0) {
      emitter.setTarget(block.otherwise, here);
    }
    for (int jump : block.jumps) {
      emitter.setTarget(jump, here);
    }
    for (Block.TableEntry entry : block.entries) {
      tables.get(entry.table())[entry.index()] = here;
    }
    stack.cutTo(block.height);
    if (block.results == 1) {
      stack.pushSlot();
    }
    reached = true;
    emitter.label();
    if (block.kind == Block.Kind.FUNCTION) {
      emitter.emit(Op.RET, 0, block.results == 1 ? stack.slot(0) : Op.NOTHING, 0);
    }
  }

  void leave(int op, int a) {
    emitter.emit(op, 0, a, 0);
    reached = false;
  }

  void jump(int depth) {
    Block target = target(depth);
    if (!target.isLoop()) {
      moveResult(target);
    }
    connect(emitter.emit(Op.JMP, 0, 0, 0), target);
    reached = false;
  }

  void jumpIf(int depth) {
    Block target = target(depth);
    int condition = stack.pop();
    if (target.isLoop() || target.results == 0) {
      connect(emitter.branch(true, condition), target);
    } else {
      int past = emitter.branch(false, condition);
      moveResult(target);
      connect(emitter.emit(Op.JMP, 0, 0, 0), target);
      emitter.setTarget(past, emitter.here());
    }
    emitter.label();
  }

  void jumpTable(AnnotatedInstruction i) {
    int index = stack.pop();
    int[] table = new int[i.operandCount()];
    int number = table(table);
    for (int entry = 0; entry < table.length; entry++) {
      Block target = target((int) i.operand(entry));
      if (target.isLoop()) {
        table[entry] = target.start;
      } else if (target.results == 0) {
        target.entries.add(new Block.TableEntry(number, entry));
      } else {
        throw new IllegalStateException("A table of jumps with a value");
      }
    }
    emitter.emit(Op.BRTABLE, number, index, 0);
    reached = false;
  }

  private void connect(int jump, Block target) {
    if (target.isLoop()) {
      emitter.setTarget(jump, target.start);
    } else {
      target.jumps.add(jump);
    }
  }

  private void moveResult(Block block) {
    int slot = stack.slot(block.height);
    if (block.results == 1 && stack.top() != slot) {
      emitter.emit(Op.MOV, slot, stack.top(), 0);
    }
    emitter.label();
  }

  private Block block() {
    return Objects.requireNonNull(blocks.peek());
  }

  private Block target(int depth) {
    return blocks.stream().skip(depth).findFirst().orElseThrow();
  }
}
