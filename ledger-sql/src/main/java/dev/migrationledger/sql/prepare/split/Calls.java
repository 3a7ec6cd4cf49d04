package dev.migrationledger.sql.prepare.split;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.migrationledger.sql.prepare.code.Op;
import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/** Writes calls of the methods that the engine's compiler made. */
final class Calls {

  private final RegisterCode code;
  private final CodeBuilder out;
  private final Values values;
  private final Callees callees;

  Calls(RegisterCode code, CodeBuilder out, Values values, Callees callees) {
    this.code = code;
    this.out = out;
    this.values = values;
    this.callees = callees;
  }

  void write(int at) {
    int[] table = code.table(code.b(at));
    int which = code.a(at);
    MethodTypeDesc type;
    if (code.op(at) == Op.CALL) {
      type = callees.functions().apply(which);
      pushAll(type, table);
      invoke(callees.owners().apply(which), Callees.method(which), type);
    } else {
      type = callees.types().apply(table[0]);
      pushAll(type, Arrays.copyOfRange(table, 1, table.length));
      values.pushInt(which);
      out.iconst_0();
      MethodTypeDesc withTable = type.insertParameterTypes(table.length - 1, CD_int, CD_int);
      invoke(Callees.TABLE, "call_indirect_" + table[0], withTable);
    }
    popResult(type, code.d(at));
  }

  private void invoke(ClassDesc owner, String name, MethodTypeDesc type) {
    out.aload(PartWriter.MEMORY);
    out.aload(PartWriter.INSTANCE);
    out.invokestatic(owner, name, type);
  }

  private void popResult(MethodTypeDesc type, int d) {
    switch (type.returnType().descriptorString()) {
      case "V" -> {}
      case "I" -> values.popInt(d);
      case "J" -> values.pop(d);
      default -> values.popDouble(d);
    }
  }

  private void pushAll(MethodTypeDesc type, int[] registers) {
    for (int i = 0; i < registers.length; i++) {
      switch (type.parameterType(i).descriptorString()) {
        case "I" -> values.pushInt(registers[i]);
        case "J" -> values.push(registers[i]);
        default -> values.pushDouble(registers[i]);
      }
    }
  }
}
