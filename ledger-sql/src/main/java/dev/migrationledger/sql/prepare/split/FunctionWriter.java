package dev.migrationledger.sql.prepare.split;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a function as a class with the method that is called, which calls the parts one after
 * another, and classes with the parts, which are loaded when they are needed.
 */
final class FunctionWriter {

  static final int PARTS_A_CLASS = 4;

  /** HotSpot compiles no method with more bytecode (HugeMethodLimit). */
  static final int MOST_BYTECODE = 8000;

  private static final ClassDesc FRAME = ConstantDescs.CD_long.arrayType();
  private static final MethodTypeDesc PART =
      MethodTypeDesc.of(
          ConstantDescs.CD_int, ConstantDescs.CD_int, FRAME, Callees.OWN_MEMORY, Callees.INSTANCE);

  private final SplitFunction function;
  private final Callees callees;
  private final MethodTypeDesc type;

  FunctionWriter(SplitFunction function, Callees callees) {
    this.function = function;
    this.callees = callees;
    this.type = callees.functions().apply(function.code.function());
  }

  /** The classes. */
  Map<ClassDesc, byte[]> write() {
    while (true) {
      Layout layout = function.layout();
      Map<ClassDesc, byte[]> classes = parts(layout);
      List<Integer> large = tooLarge(classes);
      if (large.isEmpty()) {
        classes.put(function.owner(), entry(layout));
        return classes;
      }
      large.reversed().forEach(part -> function.divide(layout, part));
    }
  }

  private Map<ClassDesc, byte[]> parts(Layout layout) {
    Map<Integer, Integer> frame = function.frame(layout);
    Map<ClassDesc, byte[]> classes = new LinkedHashMap<>();
    for (int first = 0; first < layout.parts(); first += PARTS_A_CLASS) {
      int from = first;
      int to = Math.min(layout.parts(), first + PARTS_A_CLASS);
      ClassDesc owner = function.partOwner(first);
      classes.put(
          owner,
          ClassFile.of()
              .build(
                  owner,
                  out -> {
                    out.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                    for (int part = from; part < to; part++) {
                      int number = part;
                      out.withMethodBody(
                          SplitFunction.partMethod(part),
                          PART,
                          ClassFile.ACC_STATIC,
                          code ->
                              new PartWriter(function, layout, number, frame, callees, code)
                                  .write());
                    }
                  }));
    }
    return classes;
  }

  private static List<Integer> tooLarge(Map<ClassDesc, byte[]> classes) {
    List<Integer> large = new ArrayList<>();
    int part = 0;
    for (byte[] bytes : classes.values()) {
      ClassModel model = ClassFile.of().parse(bytes);
      for (var method : model.methods()) {
        CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
        if (code.codeLength() >= MOST_BYTECODE) {
          large.add(part);
        }
        part++;
      }
    }
    return large;
  }

  private byte[] entry(Layout layout) {
    return ClassFile.of()
        .build(
            function.owner(),
            out -> {
              out.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
              new WideTables(function, layout).write(out);
              String name = Callees.method(function.code.function());
              out.withMethodBody(name, type, ClassFile.ACC_STATIC, code -> run(layout, code));
            });
  }

  private void run(Layout layout, CodeBuilder out) {
    Map<Integer, Integer> frame = function.frame(layout);
    int memory = out.parameterSlot(type.parameterCount() - 2);
    int instance = out.parameterSlot(type.parameterCount() - 1);
    int registers = instance + 1;
    int at = registers + 1;
    out.loadConstant(Math.max(1, frame.size()));
    out.newarray(TypeKind.LONG);
    out.astore(registers);
    for (int parameter = 0; parameter < function.code.parameters(); parameter++) {
      Integer place = frame.get(parameter);
      if (place != null) {
        storeParameter(out, parameter, registers, place);
      }
    }
    out.aload(memory);
    out.checkcast(Callees.OWN_MEMORY);
    out.astore(memory);
    out.loadConstant(layout.code(function.blocks.all().getFirst()));
    out.istore(at);
    Label next = out.newBoundLabel();
    Label end = out.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int part = 0; part < layout.parts(); part++) {
      cases.add(SwitchCase.of(part, out.newLabel()));
    }
    out.iload(at).loadConstant(Layout.ENTRY_BITS).iushr().tableswitch(end, cases);
    for (SwitchCase one : cases) {
      out.labelBinding(one.target());
      out.iload(at).loadConstant(Layout.ENTRY_MASK).iand();
      out.aload(registers).aload(memory).aload(instance);
      out.invokestatic(
          function.partOwner(one.caseValue()), SplitFunction.partMethod(one.caseValue()), PART);
      out.istore(at).goto_(next);
    }
    out.labelBinding(end);
    giveResult(out, registers);
  }

  private void storeParameter(CodeBuilder out, int parameter, int registers, int place) {
    out.aload(registers).loadConstant(place);
    int slot = out.parameterSlot(parameter);
    switch (type.parameterType(parameter).descriptorString()) {
      case "I" -> out.iload(slot).i2l();
      case "J" -> out.lload(slot);
      default -> Values.bits(out.dload(slot));
    }
    out.lastore();
  }

  private void giveResult(CodeBuilder out, int registers) {
    String result = type.returnType().descriptorString();
    if (result.equals("V")) {
      out.return_();
      return;
    }
    out.aload(registers).iconst_0().laload();
    switch (result) {
      case "I" -> out.l2i().ireturn();
      case "J" -> out.lreturn();
      default -> Values.ofBits(out).dreturn();
    }
  }
}
