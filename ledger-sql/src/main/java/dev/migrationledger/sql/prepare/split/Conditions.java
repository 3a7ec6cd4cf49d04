package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Comparisons, for a value or for a jump. */
final class Conditions {

  private final CodeBuilder out;
  private final Values values;

  Conditions(CodeBuilder out, Values values) {
    this.out = out;
    this.values = values;
  }

  static boolean isOne(int op) {
    return switch (op) {
      case Op.EQ, Op.NE, Op.EQZ, Op.LTS, Op.LES, Op.GTS, Op.GES -> true;
      case Op.LTU, Op.LEU, Op.GTU, Op.GEU -> true;
      case Op.LEQZ, Op.LEQ, Op.LNE, Op.LLTS, Op.LLES, Op.LGTS, Op.LGES -> true;
      case Op.LLTU, Op.LLEU, Op.LGTU, Op.LGEU, Op.DEQ, Op.DNE, Op.DGE -> true;
      default -> false;
    };
  }

  /** Pushes what is compared, and gives the jump that is taken when it holds. */
  Opcode push(int op, int a, int b) {
    return switch (op) {
      case Op.EQ, Op.NE, Op.LTS, Op.LES, Op.GTS, Op.GES -> ints(op, a, b);
      case Op.LTU, Op.LEU, Op.GTU, Op.GEU -> unsignedInts(op, a, b);
      case Op.EQZ -> {
        values.pushInt(a);
        yield Opcode.IFEQ;
      }
      case Op.LEQZ -> {
        values.push(a);
        out.lconst_0();
        out.lcmp();
        yield Opcode.IFEQ;
      }
      case Op.DEQ, Op.DNE, Op.DGE -> {
        values.pushDouble(a);
        values.pushDouble(b);
        out.dcmpl();
        yield switch (op) {
          case Op.DEQ -> Opcode.IFEQ;
          case Op.DNE -> Opcode.IFNE;
          default -> Opcode.IFGE;
        };
      }
      default -> longs(op, a, b);
    };
  }

  /** The jump that is taken when the given one is not. */
  static Opcode not(Opcode jump) {
    return switch (jump) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      default -> throw new IllegalStateException("Not a comparison: " + jump);
    };
  }

  private Opcode ints(int op, int a, int b) {
    values.pushInt(a);
    values.pushInt(b);
    return switch (op) {
      case Op.EQ -> Opcode.IF_ICMPEQ;
      case Op.NE -> Opcode.IF_ICMPNE;
      case Op.LTS -> Opcode.IF_ICMPLT;
      case Op.LES -> Opcode.IF_ICMPLE;
      case Op.GTS -> Opcode.IF_ICMPGT;
      default -> Opcode.IF_ICMPGE;
    };
  }

  /** With the highest bit turned round, unsigned numbers compare as signed ones do. */
  private Opcode unsignedInts(int op, int a, int b) {
    for (int operand : new int[] {a, b}) {
      values.pushInt(operand);
      out.loadConstant(Integer.MIN_VALUE);
      out.ixor();
    }
    return switch (op) {
      case Op.LTU -> Opcode.IF_ICMPLT;
      case Op.LEU -> Opcode.IF_ICMPLE;
      case Op.GTU -> Opcode.IF_ICMPGT;
      default -> Opcode.IF_ICMPGE;
    };
  }

  private Opcode longs(int op, int a, int b) {
    values.push(a);
    values.push(b);
    switch (op) {
      case Op.LLTU, Op.LLEU, Op.LGTU, Op.LGEU ->
          out.invokestatic(
              ConstantDescs.CD_Long,
              "compareUnsigned",
              MethodTypeDesc.of(
                  ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long));
      default -> out.lcmp();
    }
    return switch (op) {
      case Op.LEQ -> Opcode.IFEQ;
      case Op.LNE -> Opcode.IFNE;
      case Op.LLTS, Op.LLTU -> Opcode.IFLT;
      case Op.LLES, Op.LLEU -> Opcode.IFLE;
      case Op.LGTS, Op.LGTU -> Opcode.IFGT;
      case Op.LGES, Op.LGEU -> Opcode.IFGE;
      default -> throw new IllegalStateException("No comparison " + op);
    };
  }
}
