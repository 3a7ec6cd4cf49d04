package dev.migrationledger.sql.prepare.split;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntFunction;

/**
 * How the methods are called that the engine's compiler made.
 *
 * @param owners the class with the method of a function, by its number
 * @param functions the type of that method
 * @param types the type of a method in the module's table, by its type's number
 */
public record Callees(
    IntFunction<ClassDesc> owners,
    IntFunction<MethodTypeDesc> functions,
    IntFunction<MethodTypeDesc> types) {

  /** The engine's memory, the last parameter but one of each method. */
  public static final ClassDesc MEMORY = ClassDesc.of("run.endive.runtime.Memory");

  static final ClassDesc OWN_MEMORY = ClassDesc.of("dev.migrationledger.sql.wasm.LazyMemory");

  /** The module's instance, the last parameter of each method. */
  public static final ClassDesc INSTANCE = ClassDesc.of("run.endive.runtime.Instance");

  static final ClassDesc FAILURE = ClassDesc.of("run.endive.wasm.WasmEngineException");
  static final MethodTypeDesc FAILURE_TYPE =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
  static final ClassDesc TABLE =
      ClassDesc.of("dev.migrationledger.sql.wasm.pgquery.PgQueryModuleMachine");

  /** The name of a function's method. */
  static String method(int function) {
    return "func_" + function;
  }
}
