package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.split.Callees;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.AnnotatedInstruction;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** The types of a module's functions and blocks. */
final class FunctionTypes {

  private static final long NO_RESULT = 0x40;

  private final WasmModule module;
  private final int imports;

  FunctionTypes(WasmModule module) {
    this.module = module;
    this.imports = module.importSection().importCount();
  }

  FunctionBody body(int function) {
    return module.codeSection().getFunctionBody(function - imports);
  }

  FunctionType ofFunction(int function) {
    int type =
        function < imports
            ? ((FunctionImport) module.importSection().getImport(function)).typeIndex()
            : module.functionSection().getFunctionType(function - imports);
    return ofIndex(type);
  }

  FunctionType ofIndex(int type) {
    FunctionType found = module.typeSection().getType(type);
    if (found.returns().size() > 1) {
      throw new IllegalStateException("A function with several results");
    }
    return found;
  }

  /** How many results the block that the instruction opens has: none or one. */
  int blockResults(AnnotatedInstruction opening) {
    long type = opening.operand(0);
    if (type == NO_RESULT) {
      return 0;
    }
    if (ValType.isValid(type)) {
      return 1;
    }
    FunctionType found = ofIndex((int) type);
    if (!found.params().isEmpty()) {
      throw new IllegalStateException("A block with parameters");
    }
    return found.returns().size();
  }

  /** The type of the method that the engine's compiler makes of a function with the type. */
  static MethodTypeDesc method(FunctionType type) {
    List<ClassDesc> parameters = new ArrayList<>();
    type.params().forEach(parameter -> parameters.add(java(parameter)));
    parameters.add(Callees.MEMORY);
    parameters.add(Callees.INSTANCE);
    ClassDesc result =
        type.returns().isEmpty() ? ConstantDescs.CD_void : java(type.returns().getFirst());
    return MethodTypeDesc.of(result, parameters);
  }

  private static ClassDesc java(ValType type) {
    if (type.equals(ValType.I32)) {
      return ConstantDescs.CD_int;
    }
    if (type.equals(ValType.I64)) {
      return ConstantDescs.CD_long;
    }
    if (type.equals(ValType.F64)) {
      return ConstantDescs.CD_double;
    }
    throw new IllegalStateException("No Java type for " + type);
  }
}
