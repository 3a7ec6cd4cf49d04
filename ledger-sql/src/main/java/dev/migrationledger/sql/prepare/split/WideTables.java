package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.Op;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.ToIntFunction;

/**
 * Jump tables that are too large for a method, as two arrays: parts and entries. Both come from
 * string constants, because an array's elements would each be written by code.
 */
final class WideTables {

  private static final ClassDesc CHARACTERS = ConstantDescs.CD_char.arrayType();

  private final SplitFunction function;
  private final Layout layout;

  WideTables(SplitFunction function, Layout layout) {
    this.function = function;
    this.layout = layout;
  }

  /** Writes the arrays of all tables that the function's jumps use. */
  void write(ClassBuilder out) {
    int[] wide =
        function.blocks.reached().stream()
            .map(block -> function.blocks.all().get(block).to - Op.WIDTH)
            .filter(at -> function.code.op(at) == Op.BRTABLE)
            .map(function.code::d)
            .filter(layout::isWide)
            .toArray();
    for (int table : wide) {
      int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
      out.withField(parts(table), CHARACTERS, flags);
      out.withField(entries(table), CHARACTERS, flags);
    }
    out.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          for (int table : wide) {
            put(code, parts(table), text(table, layout::part));
            put(code, entries(table), text(table, layout::entry));
          }
          code.return_();
        });
  }

  /**
   * Turns the index in an int variable into what {@link Layout#code} is of the block it goes to.
   */
  static void look(CodeBuilder out, ClassDesc owner, int table, int length, int index) {
    Label within = out.newLabel();
    out.iload(index);
    out.loadConstant(length);
    out.invokestatic(
        ConstantDescs.CD_Integer,
        "compareUnsigned",
        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int));
    out.iflt(within);
    out.loadConstant(length - 1);
    out.istore(index);
    out.labelBinding(within);
    out.getstatic(owner, parts(table), CHARACTERS);
    out.iload(index);
    out.caload();
    out.loadConstant(Layout.ENTRY_BITS);
    out.ishl();
    out.getstatic(owner, entries(table), CHARACTERS);
    out.iload(index);
    out.caload();
    out.ior();
  }

  private void put(CodeBuilder code, String field, String text) {
    code.loadConstant(text);
    code.invokevirtual(ConstantDescs.CD_String, "toCharArray", MethodTypeDesc.of(CHARACTERS));
    code.putstatic(function.owner(), field, CHARACTERS);
  }

  private String text(int table, ToIntFunction<Block> number) {
    StringBuilder text = new StringBuilder();
    for (int target : function.code.table(table)) {
      text.append((char) number.applyAsInt(function.blocks.at(target)));
    }
    return text.toString();
  }

  private static String parts(int table) {
    return "parts_" + table;
  }

  private static String entries(int table) {
    return "entries_" + table;
  }
}
