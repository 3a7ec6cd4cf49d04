package dev.migrationledger.sql.prepare;

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
}
