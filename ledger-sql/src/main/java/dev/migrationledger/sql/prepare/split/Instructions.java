package dev.migrationledger.sql.prepare.split;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Writes the instructions that do not jump. */
final class Instructions {

  private static final ClassDesc GLOBAL = ClassDesc.of("run.endive.runtime.GlobalInstance");

  private final RegisterCode code;
  private final CodeBuilder out;
  private final Values values;
  private final Conditions conditions;
  private final Arithmetic arithmetic;
  private final Calls calls;

  Instructions(RegisterCode code, CodeBuilder out, Values values, Callees callees) {
    this.code = code;
    this.out = out;
    this.values = values;
    this.conditions = new Conditions(out, values);
    this.arithmetic = new Arithmetic(out, values);
    this.calls = new Calls(code, out, values, callees);
  }

  void write(int at) {
    int op = code.op(at);
    int d = code.d(at);
    int a = code.a(at);
    int b = code.b(at);
    switch (op) {
      case Op.MOV -> {
        values.push(a);
        values.pop(d);
      }
      case Op.CALL, Op.CALLI -> calls.write(at);
      case Op.GGET, Op.GSET -> global(op, d, a);
      case Op.SELECT -> select(d, a, b);
      case Op.LD32, Op.LD8U, Op.LD8S, Op.LD16U, Op.LD16S, Op.LD64, Op.LD32U -> load(op, d, a, b);
      case Op.ST32, Op.ST8, Op.ST16, Op.ST64 -> store(op, d, a, b);
      case Op.MEMCOPY, Op.MEMFILL -> area(op, d, a, b);
      default -> {
        if (Conditions.isOne(op)) {
          bit(conditions.push(op, a, b), d);
        } else {
          arithmetic.write(op, d, a, b);
        }
      }
    }
  }

  private void bit(Opcode jump, int d) {
    Label yes = out.newLabel();
    Label end = out.newLabel();
    out.branch(jump, yes);
    out.lconst_0();
    out.goto_(end);
    out.labelBinding(yes);
    out.lconst_1();
    out.labelBinding(end);
    values.pop(d);
  }

  private void select(int d, int a, int b) {
    Label end = out.newLabel();
    values.pushInt(b);
    out.ifne(end);
    values.push(a);
    values.pop(d);
    out.labelBinding(end);
  }

  private void global(int op, int d, int a) {
    out.aload(PartWriter.INSTANCE);
    out.loadConstant(op == Op.GGET ? a : d);
    out.invokevirtual(Callees.INSTANCE, "global", MethodTypeDesc.of(GLOBAL, CD_int));
    if (op == Op.GGET) {
      out.invokevirtual(GLOBAL, "getValue", MethodTypeDesc.of(CD_long));
      values.pop(d);
    } else {
      values.push(a);
      out.invokevirtual(GLOBAL, "setValue", MethodTypeDesc.of(CD_void, CD_long));
    }
  }

  private void load(int op, int d, int a, int b) {
    out.aload(PartWriter.MEMORY);
    values.pushAddress(a, b);
    switch (op) {
      case Op.LD64 -> memory("readLong", MethodTypeDesc.of(CD_long, CD_int));
      case Op.LD32, Op.LD32U -> memory("readInt", MethodTypeDesc.of(CD_int, CD_int));
      case Op.LD16U, Op.LD16S -> memory("readShort", MethodTypeDesc.of(CD_short, CD_int));
      default -> memory("read", MethodTypeDesc.of(CD_byte, CD_int));
    }
    if (op == Op.LD64) {
      values.pop(d);
      return;
    }
    if (op == Op.LD8U || op == Op.LD16U) {
      out.loadConstant(op == Op.LD8U ? 0xFF : 0xFFFF);
      out.iand();
    }
    if (op == Op.LD32U) {
      out.i2l();
      out.loadConstant(0xFFFF_FFFFL);
      out.land();
      values.pop(d);
      return;
    }
    values.popInt(d);
  }

  private void store(int op, int d, int a, int b) {
    out.aload(PartWriter.MEMORY);
    values.pushAddress(a, d);
    if (op == Op.ST64) {
      values.push(b);
      memory("writeLong", MethodTypeDesc.of(CD_void, CD_int, CD_long));
      return;
    }
    values.pushInt(b);
    switch (op) {
      case Op.ST32 -> memory("writeI32", MethodTypeDesc.of(CD_void, CD_int, CD_int));
      case Op.ST16 -> {
        out.conversion(TypeKind.INT, TypeKind.SHORT);
        memory("writeShort", MethodTypeDesc.of(CD_void, CD_int, CD_short));
      }
      default -> {
        out.conversion(TypeKind.INT, TypeKind.BYTE);
        memory("writeByte", MethodTypeDesc.of(CD_void, CD_int, CD_byte));
      }
    }
  }

  private void area(int op, int d, int a, int b) {
    out.aload(PartWriter.MEMORY);
    if (op == Op.MEMCOPY) {
      values.pushInt(d);
      values.pushInt(a);
      values.pushInt(b);
      memory("copy", MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_int));
      return;
    }
    values.pushInt(a);
    out.conversion(TypeKind.INT, TypeKind.BYTE);
    values.pushInt(d);
    values.pushInt(d);
    values.pushInt(b);
    out.iadd();
    memory("fill", MethodTypeDesc.of(CD_void, CD_byte, CD_int, CD_int));
  }

  private void memory(String name, MethodTypeDesc type) {
    out.invokevirtual(Callees.OWN_MEMORY, name, type);
  }
}
