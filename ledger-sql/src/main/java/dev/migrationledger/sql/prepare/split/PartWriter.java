package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes one part of a function as a method: it takes the number of the block to start with, loads
 * the registers that are live there, and gives where to go on, having stored what it changed.
 */
final class PartWriter {

  static final int MEMORY = 2;
  static final int INSTANCE = 3;

  private static final int ENTRY = 0;
  private static final int FRAME = 1;
  private static final int FIRST_LOCAL = 4;

  private final SplitFunction function;
  private final RegisterCode code;
  private final Layout layout;
  private final int part;
  private final Map<Integer, Integer> frame;
  private final CodeBuilder out;
  private final BitSet written = new BitSet();
  private final Map<Integer, Integer> locals;
  private final Values values;
  private final Conditions conditions;
  private final Instructions instructions;
  private final Label dispatch;
  private final Map<Block, Label> labels = new HashMap<>();
  private final Map<Block, Label> exits = new LinkedHashMap<>();

  PartWriter(
      SplitFunction function,
      Layout layout,
      int part,
      Map<Integer, Integer> frame,
      Callees callees,
      CodeBuilder out) {
    this.function = function;
    this.code = function.code;
    this.layout = layout;
    this.part = part;
    this.frame = frame;
    this.out = out;
    this.locals = locals();
    this.values = new Values(code, out, locals);
    this.conditions = new Conditions(out, values);
    this.instructions = new Instructions(code, out, values, callees);
    this.dispatch = out.newLabel();
  }

  void write() {
    List<Block> reached = reached();
    reached.forEach(block -> labels.put(block, out.newLabel()));
    writeEntries();
    for (Block block : reached) {
      out.labelBinding(label(block));
      write(block);
    }
    writeExits();
  }

  /** Those that are used most come first: their instructions are shorter. */
  private Map<Integer, Integer> locals() {
    Map<Integer, Integer> uses = new HashMap<>();
    BitSet here = new BitSet();
    for (Block block : reached()) {
      for (int at = block.from; at < block.to; at += Op.WIDTH) {
        here.clear();
        function.operands.addRead(at, here);
        int d = function.operands.written(at);
        if (d != Op.NOTHING) {
          here.set(d);
          written.set(d);
        }
        here.stream().forEach(register -> uses.merge(register, 1, Integer::sum));
      }
    }
    List<Integer> registers = new ArrayList<>(uses.keySet());
    registers.sort(
        Comparator.comparingInt((Integer register) -> -uses.getOrDefault(register, 0))
            .thenComparingInt(register -> register));
    Map<Integer, Integer> slots = new HashMap<>();
    registers.forEach(register -> slots.put(register, FIRST_LOCAL + 2 * slots.size()));
    return slots;
  }

  private List<Block> reached() {
    return layout.blocks(part).stream()
        .filter(block -> function.blocks.reached().get(block.number))
        .toList();
  }

  private void writeEntries() {
    List<Block> entries = layout.entries(part);
    List<SwitchCase> cases = new ArrayList<>();
    for (int entry = 1; entry < entries.size(); entry++) {
      cases.add(SwitchCase.of(entry, out.newLabel()));
    }
    Label first = out.newLabel();
    out.labelBinding(dispatch);
    if (!cases.isEmpty()) {
      out.iload(ENTRY);
      out.tableswitch(first, cases);
    }
    for (int entry = 0; entry < entries.size(); entry++) {
      out.labelBinding(entry == 0 ? first : cases.get(entry - 1).target());
      Block block = entries.get(entry);
      live(block)
          .forEach(register -> {
            out.aload(FRAME);
            out.loadConstant(frame.get(register));
            out.laload();
            values.pop(register);
          });
      out.goto_(label(block));
    }
  }

  private void write(Block block) {
    int last = block.to - Op.WIDTH;
    for (int at = block.from; at < last; at += Op.WIDTH) {
      if (at + Op.WIDTH == last && isJumpOn(at, last, block)) {
        Opcode jump = conditions.push(code.op(at), code.a(at), code.b(at));
        jump(code.op(last) == Op.BRNZ ? jump : Conditions.not(jump), last);
        goOn(block);
        return;
      }
      instructions.write(at);
    }
    end(block, last);
  }

  /**
   * Whether the last instruction jumps on what the one before it compares, which no other reads.
   */
  private boolean isJumpOn(int compare, int last, Block block) {
    boolean jumps = code.op(last) == Op.BRNZ || code.op(last) == Op.BRZ;
    return jumps
        && Conditions.isOne(code.op(compare))
        && code.d(compare) == code.a(last)
        && !function.liveness.atEnd(block).get(code.a(last));
  }

  private void end(Block block, int last) {
    int a = code.a(last);
    switch (code.op(last)) {
      case Op.JMP -> out.goto_(target(function.blocks.at(code.d(last))));
      case Op.BRNZ, Op.BRZ -> {
        values.pushInt(a);
        jump(code.op(last) == Op.BRNZ ? Opcode.IFNE : Opcode.IFEQ, last);
        goOn(block);
      }
      case Op.BREQ, Op.BRNE -> {
        values.pushInt(a);
        values.pushInt(code.b(last));
        jump(code.op(last) == Op.BREQ ? Opcode.IF_ICMPEQ : Opcode.IF_ICMPNE, last);
        goOn(block);
      }
      case Op.BRTABLE -> table(block, code.d(last), a);
      case Op.RET -> end(a);
      case Op.TRAP -> trap();
      default -> {
        instructions.write(last);
        goOn(block);
      }
    }
  }

  private void jump(Opcode jump, int at) {
    out.branch(jump, target(function.blocks.at(code.d(at))));
  }

  private void goOn(Block block) {
    Block next = function.blocks.all().get(block.number + 1);
    boolean follows = layout.contains(part, next);
    if (!follows) {
      out.goto_(target(next));
    }
  }

  private void end(int result) {
    if (result != Op.NOTHING) {
      out.aload(FRAME);
      out.iconst_0();
      values.push(result);
      out.lastore();
    }
    out.loadConstant(Layout.END);
    out.ireturn();
  }

  private void trap() {
    out.new_(Callees.FAILURE);
    out.dup();
    out.loadConstant("Trapped on unreachable instruction");
    out.invokespecial(Callees.FAILURE, "<init>", Callees.FAILURE_TYPE);
    out.athrow();
  }

  private void table(Block block, int number, int index) {
    int[] table = code.table(number);
    if (!layout.isWide(number)) {
      values.pushInt(index);
      List<SwitchCase> cases = new ArrayList<>();
      for (int i = 0; i < table.length - 1; i++) {
        cases.add(SwitchCase.of(i, target(function.blocks.at(table[i]))));
      }
      out.tableswitch(target(function.blocks.at(table[table.length - 1])), cases);
      return;
    }
    store(function.liveness.atEnd(block));
    values.pushInt(index);
    out.istore(ENTRY);
    WideTables.look(out, function.owner(), number, table.length, ENTRY);
    out.dup();
    out.loadConstant(Layout.ENTRY_BITS);
    out.iushr();
    out.loadConstant(part);
    Label elsewhere = out.newLabel();
    out.if_icmpne(elsewhere);
    out.loadConstant(Layout.ENTRY_MASK);
    out.iand();
    out.istore(ENTRY);
    out.goto_(dispatch);
    out.labelBinding(elsewhere);
    out.ireturn();
  }

  private void writeExits() {
    exits.forEach((block, label) -> {
      out.labelBinding(label);
      store(function.liveness.atStart(block.number));
      out.loadConstant(layout.code(block));
      out.ireturn();
    });
  }

  private void store(BitSet live) {
    BitSet changed = (BitSet) live.clone();
    changed.and(written);
    changed.stream()
        .forEach(register -> {
          out.aload(FRAME);
          out.loadConstant(frame.get(register));
          values.push(register);
          out.lastore();
        });
  }

  private List<Integer> live(Block block) {
    return function.liveness.atStart(block.number).stream()
        .boxed()
        .filter(locals::containsKey)
        .toList();
  }

  private Label target(Block block) {
    return layout.contains(part, block)
        ? label(block)
        : exits.computeIfAbsent(block, _ -> out.newLabel());
  }

  private Label label(Block block) {
    return Objects.requireNonNull(labels.get(block));
  }
}
