package dev.migrationledger.sql.prepare;

import java.util.ArrayList;
import java.util.List;

/** A WebAssembly block that is open: where its end leaves the stack, and the jumps to its label. */
final class Block {

  /** What a jump to the label means. */
  enum Kind {
    FUNCTION,
    BLOCK,
    IF,
    LOOP,
    /** Opened where no code is reached: only its end matters. */
    DEAD
  }

  /** An entry of a jump table that waits for the label. */
  record TableEntry(int table, int index) {}

  final Kind kind;
  final int height;
  final int results;
  final int start;
  final List<Integer> jumps = new ArrayList<>();
  final List<TableEntry> entries = new ArrayList<>();

  /** The jump taken when an IF's condition does not hold, until ELSE; else -1. */
  int otherwise = -1;

  Block(Kind kind, int height, int results, int start) {
    this.kind = kind;
    this.height = height;
    this.results = results;
    this.start = start;
  }

  boolean isLoop() {
    return kind == Kind.LOOP;
  }
}
