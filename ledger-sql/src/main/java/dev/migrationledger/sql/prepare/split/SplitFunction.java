package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A function and how it is divided into methods. */
final class SplitFunction {

  /** Instructions of a method at first; where the bytecode gets too long it is divided again. */
  private static final int MOST_INSTRUCTIONS = 350;

  final RegisterCode code;
  final Blocks blocks;
  final Liveness liveness;
  final Operands operands;

  private final String name;
  private final List<Integer> starts = new ArrayList<>();

  SplitFunction(RegisterCode code, String name) {
    this.code = code;
    this.name = name;
    this.blocks = new Blocks(code);
    this.liveness = new Liveness(code, blocks);
    this.operands = new Operands(code);
    int length = 0;
    for (Block block : blocks.all()) {
      int more = blocks.reached().get(block.number) ? (block.to - block.from) / Op.WIDTH : 0;
      if (starts.isEmpty() || length + more > MOST_INSTRUCTIONS) {
        starts.add(block.number);
        length = 0;
      }
      length += more;
    }
  }

  Layout layout() {
    return new Layout(code, blocks, List.copyOf(starts));
  }

  /** Divides a part in two. */
  void divide(Layout layout, int part) {
    List<Block> here = layout.blocks(part);
    if (here.size() == 1) {
      throw new IllegalStateException(
          "A block of function " + code.function() + " is too long for a JVM method");
    }
    starts.add(part + 1, here.get(here.size() / 2).number);
  }

  /** Where registers are kept between methods: those that live on when one ends. */
  Map<Integer, Integer> frame(Layout layout) {
    BitSet kept = new BitSet();
    for (int part = 0; part < layout.parts(); part++) {
      for (Block entry : layout.entries(part)) {
        kept.or(liveness.atStart(entry.number));
      }
    }
    Map<Integer, Integer> frame = new LinkedHashMap<>();
    kept.stream().forEach(register -> frame.put(register, frame.size()));
    return frame;
  }

  /** The class that is entered, and holds what all parts share. */
  ClassDesc owner() {
    return ClassDesc.of(name);
  }

  ClassDesc partOwner(int part) {
    return ClassDesc.of(name + "Part" + part / FunctionWriter.PARTS_A_CLASS);
  }

  static String partMethod(int part) {
    return "part_" + part;
  }
}
