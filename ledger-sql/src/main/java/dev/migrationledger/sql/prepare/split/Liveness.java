package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.util.BitSet;
import java.util.List;

/** Which registers hold something at the start of a block that may still be read. */
final class Liveness {

  private final BitSet[] atStart;

  Liveness(RegisterCode code, Blocks blocks) {
    List<Block> all = blocks.all();
    atStart = new BitSet[all.size()];
    BitSet[] read = new BitSet[all.size()];
    BitSet[] written = new BitSet[all.size()];
    for (Block block : all) {
      atStart[block.number] = new BitSet();
      read[block.number] = new BitSet();
      written[block.number] = new BitSet();
      summarise(new Operands(code), block, read[block.number], written[block.number]);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int number = all.size() - 1; number >= 0; number--) {
        BitSet live = atEnd(all.get(number));
        live.andNot(written[number]);
        live.or(read[number]);
        changed |= !live.equals(atStart[number]);
        atStart[number] = live;
      }
    }
  }

  /** Not copied. */
  BitSet atStart(int block) {
    return atStart[block];
  }

  BitSet atEnd(Block block) {
    BitSet live = new BitSet();
    for (int next : block.next) {
      live.or(atStart[next]);
    }
    return live;
  }

  private static void summarise(Operands operands, Block block, BitSet read, BitSet written) {
    BitSet here = new BitSet();
    for (int at = block.from; at < block.to; at += Op.WIDTH) {
      here.clear();
      operands.addRead(at, here);
      here.andNot(written);
      read.or(here);
      int d = operands.written(at);
      if (d != Op.NOTHING) {
        written.set(d);
      }
    }
  }
}
