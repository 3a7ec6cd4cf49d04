package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.util.BitSet;

/** Which registers instructions read and write; constants are not told. */
final class Operands {

  private final RegisterCode code;

  Operands(RegisterCode code) {
    this.code = code;
  }

  /** Adds the registers that the instruction reads. */
  void addRead(int at, BitSet read) {
    int d = code.d(at);
    int a = code.a(at);
    int b = code.b(at);
    switch (code.op(at)) {
      case Op.JMP, Op.TRAP, Op.GGET -> {}
      case Op.CALL -> addFrom(0, code.table(b), read);
      case Op.CALLI -> {
        add(a, read);
        addFrom(1, code.table(b), read);
      }
      case Op.SELECT, Op.MEMCOPY, Op.MEMFILL -> {
        add(d, read);
        add(a, read);
        add(b, read);
      }
      case Op.MOV, Op.BRNZ, Op.BRZ, Op.BRTABLE, Op.RET, Op.GSET -> add(a, read);
      case Op.LD32, Op.LD8U, Op.LD8S, Op.LD16U, Op.LD16S, Op.LD64, Op.LD32U -> add(a, read);
      default -> {
        add(a, read);
        if (!isUnary(code.op(at))) {
          add(b, read);
        }
      }
    }
  }

  /** The register that the instruction writes, or {@link Op#NOTHING}. */
  int written(int at) {
    return switch (code.op(at)) {
      case Op.JMP, Op.BRNZ, Op.BRZ, Op.BREQ, Op.BRNE, Op.BRTABLE, Op.RET, Op.TRAP -> Op.NOTHING;
      case Op.GSET, Op.MEMCOPY, Op.MEMFILL -> Op.NOTHING;
      case Op.ST32, Op.ST8, Op.ST16, Op.ST64 -> Op.NOTHING;
      default -> code.d(at);
    };
  }

  private static boolean isUnary(int op) {
    return switch (op) {
      case Op.EQZ, Op.EXT8, Op.EXT16, Op.LOW32S, Op.LOW32U, Op.CLZ, Op.CTZ -> true;
      case Op.LEQZ, Op.LCLZ, Op.DCVTU, Op.DCVTLU, Op.DTRUNCU -> true;
      default -> false;
    };
  }

  private void addFrom(int first, int[] registers, BitSet read) {
    for (int i = first; i < registers.length; i++) {
      add(registers[i], read);
    }
  }

  private void add(int register, BitSet read) {
    if (register != Op.NOTHING && !code.isConstant(register)) {
      read.set(register);
    }
  }
}
