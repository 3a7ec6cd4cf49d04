package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.util.ArrayList;
import java.util.List;

/** Which blocks share a JVM method, and where those methods can be entered. */
final class Layout {

  /** Jump tables with more entries are data, because a JVM method has no room for them. */
  private static final int WIDE = 64;

  /** What a method gives when the function has ended. */
  static final int END = -1;

  static final int ENTRY_BITS = 16;
  static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;

  private final RegisterCode code;
  private final Blocks blocks;
  private final List<Integer> starts;
  private final int[] part;
  private final int[] entry;
  private final List<List<Block>> entries = new ArrayList<>();

  /**
   * @param starts the first block of each part, in their order
   */
  Layout(RegisterCode code, Blocks blocks, List<Integer> starts) {
    this.code = code;
    this.blocks = blocks;
    this.starts = starts;
    this.part = new int[blocks.all().size()];
    this.entry = new int[blocks.all().size()];
    for (int i = 0; i < starts.size(); i++) {
      entries.add(new ArrayList<>());
      for (Block block : blocks(i)) {
        part[block.number] = i;
        entry[block.number] = END;
      }
    }
    enter(blocks.all().getFirst());
    blocks.reached().stream().mapToObj(blocks.all()::get).forEach(this::enterNext);
  }

  int parts() {
    return starts.size();
  }

  /** All blocks of the part, reached or not. */
  List<Block> blocks(int number) {
    int to = number + 1 < starts.size() ? starts.get(number + 1) : blocks.all().size();
    return blocks.all().subList(starts.get(number), to);
  }

  /** The blocks of the part that are entered from elsewhere, by the number of their entry. */
  List<Block> entries(int number) {
    return entries.get(number);
  }

  boolean contains(int number, Block block) {
    return part[block.number] == number;
  }

  int part(Block block) {
    return part[block.number];
  }

  int entry(Block block) {
    return entry[block.number];
  }

  /** What a method gives to go on at the block: the upper 16 bits are its part. */
  int code(Block block) {
    return part[block.number] << ENTRY_BITS | entry[block.number];
  }

  boolean isWide(int table) {
    return code.table(table).length > WIDE;
  }

  private void enterNext(Block block) {
    int last = block.to - Op.WIDTH;
    boolean wide = code.op(last) == Op.BRTABLE && isWide(code.d(last));
    for (int next : block.next) {
      if (wide || part[next] != part[block.number]) {
        enter(blocks.all().get(next));
      }
    }
  }

  private void enter(Block block) {
    if (entry[block.number] == END) {
      List<Block> here = entries.get(part[block.number]);
      entry[block.number] = here.size();
      here.add(block);
    }
  }
}
