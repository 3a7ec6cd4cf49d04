package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Objects;

/** Registers as a JVM method's local variables, each a long, and constants in their place. */
final class Values {

  private final RegisterCode code;
  private final CodeBuilder out;
  private final Map<Integer, Integer> locals;

  /**
   * @param locals the variable of each register that is not constant
   */
  Values(RegisterCode code, CodeBuilder out, Map<Integer, Integer> locals) {
    this.code = code;
    this.out = out;
    this.locals = locals;
  }

  void push(int register) {
    if (code.isConstant(register)) {
      out.loadConstant(code.constant(register));
    } else {
      out.lload(local(register));
    }
  }

  void pop(int register) {
    out.lstore(local(register));
  }

  void pushInt(int register) {
    if (code.isConstant(register)) {
      out.loadConstant((int) code.constant(register));
    } else {
      push(register);
      out.l2i();
    }
  }

  void popInt(int register) {
    out.i2l();
    pop(register);
  }

  void pushDouble(int register) {
    push(register);
    ofBits(out);
  }

  void popDouble(int register) {
    bits(out);
    pop(register);
  }

  static CodeBuilder ofBits(CodeBuilder out) {
    MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);
    return out.invokestatic(ConstantDescs.CD_Double, "longBitsToDouble", type);
  }

  static CodeBuilder bits(CodeBuilder out) {
    MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double);
    return out.invokestatic(ConstantDescs.CD_Double, "doubleToRawLongBits", type);
  }

  /** The address in register {@code a} and {@code offset} bytes on. */
  void pushAddress(int a, int offset) {
    pushInt(a);
    if (offset != 0) {
      out.loadConstant(offset);
      out.iadd();
    }
  }

  private int local(int register) {
    return Objects.requireNonNull(locals.get(register));
  }
}
