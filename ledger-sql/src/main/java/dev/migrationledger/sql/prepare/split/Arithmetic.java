package dev.migrationledger.sql.prepare.split;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.migrationledger.sql.prepare.code.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes the instructions that compute a number from one or two. */
final class Arithmetic {

  private static final ClassDesc ENGINE = ClassDesc.of("run.endive.runtime.OpcodeImpl");

  private final CodeBuilder out;
  private final Values values;

  Arithmetic(CodeBuilder out, Values values) {
    this.out = out;
    this.values = values;
  }

  void write(int op, int d, int a, int b) {
    if (op >= Op.FIRST_DOUBLE) {
      doubles(op, d, a, b);
    } else if (op == Op.LOW32S || op == Op.LOW32U) {
      low(op, d, a);
    } else if (op >= Op.FIRST_LONG) {
      longs(op, d, a, b);
    } else if (op == Op.EXT8 || op == Op.EXT16 || op == Op.CLZ || op == Op.CTZ) {
      unaryInts(op, d, a);
    } else {
      ints(op, d, a, b);
    }
  }

  private void ints(int op, int d, int a, int b) {
    values.pushInt(a);
    values.pushInt(b);
    switch (op) {
      case Op.ADD -> out.iadd();
      case Op.SUB -> out.isub();
      case Op.MUL -> out.imul();
      case Op.DIVS -> engine("I32_DIV_S", CD_int, CD_int, CD_int);
      case Op.DIVU -> engine("I32_DIV_U", CD_int, CD_int, CD_int);
      case Op.ROTR -> engine("I32_ROTR", CD_int, CD_int, CD_int);
      case Op.AND -> out.iand();
      case Op.OR -> out.ior();
      case Op.XOR -> out.ixor();
      case Op.SHL -> out.ishl();
      case Op.SHRS -> out.ishr();
      case Op.SHRU -> out.iushr();
      default -> throw new IllegalStateException("No instruction " + op);
    }
    values.popInt(d);
  }

  private void unaryInts(int op, int d, int a) {
    values.pushInt(a);
    switch (op) {
      case Op.EXT8 -> out.i2b();
      case Op.EXT16 -> out.i2s();
      case Op.CLZ -> ofInt("numberOfLeadingZeros");
      default -> ofInt("numberOfTrailingZeros");
    }
    values.popInt(d);
  }

  private void low(int op, int d, int a) {
    values.pushInt(a);
    out.i2l();
    if (op == Op.LOW32U) {
      out.loadConstant(0xFFFF_FFFFL);
      out.land();
    }
    values.pop(d);
  }

  private void longs(int op, int d, int a, int b) {
    values.push(a);
    switch (op) {
      case Op.LSHL, Op.LSHRS, Op.LSHRU -> values.pushInt(b);
      case Op.LCLZ -> {}
      default -> values.push(b);
    }
    switch (op) {
      case Op.LADD -> out.ladd();
      case Op.LSUB -> out.lsub();
      case Op.LMUL -> out.lmul();
      case Op.LAND -> out.land();
      case Op.LOR -> out.lor();
      case Op.LXOR -> out.lxor();
      case Op.LSHL -> out.lshl();
      case Op.LSHRS -> out.lshr();
      case Op.LSHRU -> out.lushr();
      case Op.LROTL -> engine("I64_ROTL", CD_long, CD_long, CD_long);
      case Op.LCLZ -> {
        out.invokestatic(
            ConstantDescs.CD_Long, "numberOfLeadingZeros", MethodTypeDesc.of(CD_int, CD_long));
        out.i2l();
      }
      default -> throw new IllegalStateException("No instruction " + op);
    }
    values.pop(d);
  }

  private void doubles(int op, int d, int a, int b) {
    switch (op) {
      case Op.DDIV, Op.DMUL -> {
        values.pushDouble(a);
        values.pushDouble(b);
        if (op == Op.DDIV) {
          out.ddiv();
        } else {
          out.dmul();
        }
        values.popDouble(d);
      }
      case Op.DCVTU -> {
        values.push(a);
        out.loadConstant(0xFFFF_FFFFL);
        out.land();
        out.l2d();
        values.popDouble(d);
      }
      case Op.DCVTLU -> {
        values.push(a);
        engine("F64_CONVERT_I64_U", CD_double, CD_long);
        values.popDouble(d);
      }
      case Op.DTRUNCU -> {
        values.pushDouble(a);
        engine("I32_TRUNC_SAT_F64_U", CD_int, CD_double);
        values.popInt(d);
      }
      default -> throw new IllegalStateException("No instruction " + op);
    }
  }

  private void engine(String name, ClassDesc result, ClassDesc... operands) {
    out.invokestatic(ENGINE, name, MethodTypeDesc.of(result, operands));
  }

  private void ofInt(String name) {
    out.invokestatic(ConstantDescs.CD_Integer, name, MethodTypeDesc.of(CD_int, CD_int));
  }
}
