package dev.migrationledger.sql.prepare.split;

/** Instructions that run one after another. */
final class Block {

  final int number;
  final int from;
  final int to;

  /** Blocks that may run next. */
  final int[] next;

  /**
   * @param from index of the first instruction
   * @param to index behind the last one
   */
  Block(int number, int from, int to, int[] next) {
    this.number = number;
    this.from = from;
    this.to = to;
    this.next = next;
  }
}
