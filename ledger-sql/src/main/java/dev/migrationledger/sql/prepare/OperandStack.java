package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.Op;
import java.util.Arrays;

/**
 * WebAssembly's operand stack at translation time: which register holds each entry. An entry is in
 * its own slot, or is still the local or the constant it was copied from.
 */
final class OperandStack {

  private final Emitter emitter;
  private final int firstSlot;
  private int[] registers = new int[256];
  private int height;
  private int highest;

  OperandStack(Emitter emitter, int firstSlot) {
    this.emitter = emitter;
    this.firstSlot = firstSlot;
  }

  int height() {
    return height;
  }

  /** Registers the function needs in all. */
  int registers() {
    return firstSlot + highest + 1;
  }

  int slot(int index) {
    return firstSlot + index;
  }

  boolean isSlot(int register) {
    return register >= firstSlot;
  }

  void push(int register) {
    if (height == registers.length) {
      registers = Arrays.copyOf(registers, height * 2);
    }
    registers[height++] = register;
    highest = Math.max(highest, height);
  }

  /** Pushes the slot of the new entry. */
  int pushSlot() {
    int slot = slot(height);
    push(slot);
    return slot;
  }

  int pop() {
    return registers[--height];
  }

  int top() {
    return registers[height - 1];
  }

  /** The registers of the last {@code count} entries, which are gone. */
  int[] pop(int count) {
    height -= count;
    return Arrays.copyOfRange(registers, height, height + count);
  }

  void cutTo(int to) {
    height = to;
  }

  /** Brings every entry into its own slot. */
  void flush() {
    for (int i = 0; i < height; i++) {
      moveToSlot(i);
    }
  }

  /** Brings the entries into their slots that still are the local; whether there were any. */
  boolean spill(int local) {
    boolean any = false;
    for (int i = 0; i < height; i++) {
      if (registers[i] == local) {
        moveToSlot(i);
        any = true;
      }
    }
    return any;
  }

  private void moveToSlot(int index) {
    if (registers[index] != slot(index)) {
      emitter.emit(Op.MOV, slot(index), registers[index], 0);
      registers[index] = slot(index);
    }
  }
}
