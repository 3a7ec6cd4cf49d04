package dev.migrationledger.sql.wasm;

import java.util.Arrays;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;

/** What the parser's module wants of its host: setjmp, more memory, and nowhere to write to. */
final class HostFunctions {

  static final int MOST_PAGES = 16384;

  private static final int PAGE = 1 << 16;
  private static final long[] NOTHING = {};
  private static final long[] ZERO = {0};
  private static final long[] BAD_DESCRIPTOR = {8};

  private final PgQueryImage image;

  HostFunctions(PgQueryImage image) {
    this.image = image;
  }

  ImportValues imports() {
    WasmModule module = image.wasm();
    ImportValues.Builder imports = ImportValues.builder();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      FunctionImport function = (FunctionImport) module.importSection().getImport(i);
      FunctionType type = module.typeSection().getType(function.typeIndex());
      WasmFunctionHandle handle = handle(image.importName(function.name()), type);
      imports.addFunction(new HostFunction(function.module(), function.name(), type, handle));
    }
    return imports.build();
  }

  private WasmFunctionHandle handle(String name, FunctionType type) {
    if (name.startsWith("invoke_")) {
      return (instance, arguments) -> invoke(instance, type, arguments);
    }
    return switch (name) {
      case "emscripten_throw_longjmp" ->
          (instance, arguments) -> {
            throw new LongJump();
          };
      case "emscripten_resize_heap" ->
          (instance, arguments) -> new long[] {grow(instance.memory(), (int) arguments[0])};
      case "fd_write" -> (instance, arguments) -> swallow(instance.memory(), arguments);
      case "fd_close", "fd_read", "fd_seek" -> (instance, arguments) -> BAD_DESCRIPTOR;
      case "setitimer_js" -> (instance, arguments) -> ZERO;
      case "assert_fail" ->
          (instance, arguments) -> {
            throw new IllegalStateException(
                "assertion "
                    + instance.memory().readCString((int) arguments[0])
                    + " failed at "
                    + instance.memory().readCString((int) arguments[1])
                    + ":"
                    + arguments[2]);
          };
      default ->
          (instance, arguments) -> {
            throw new IllegalStateException("it called " + name);
          };
    };
  }

  /** Calls through the function table; a longjmp on the way ends here, as after C's setjmp. */
  private long[] invoke(Instance instance, FunctionType type, long[] arguments) {
    long stack = instance.export(image.exportName("emscripten_stack_get_current")).apply()[0];
    int function =
        instance
            .exports()
            .table(image.exportName("indirect_function_table"))
            .requiredRef((int) arguments[0]);
    try {
      long[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      return instance.getMachine().call(function, rest);
    } catch (LongJump e) {
      instance.export(image.exportName("emscripten_stack_restore")).apply(stack);
      instance.export(image.exportName("setThrew")).apply(1, 0);
      return type.returns().isEmpty() ? NOTHING : new long[type.returns().size()];
    }
  }

  /** 0 makes PostgreSQL say that it is out of memory. */
  private static long grow(Memory memory, int bytes) {
    int have = memory.pages();
    int needed = (int) ((Integer.toUnsignedLong(bytes) + PAGE - 1) / PAGE);
    int wanted = Math.min(MOST_PAGES, Math.max(needed, have + have / 5));
    try {
      return needed <= MOST_PAGES && memory.grow(wanted - have) >= 0 ? 1 : 0;
    } catch (OutOfMemoryError e) {
      return 0;
    }
  }

  /** The vectors at arguments[1], of which there are arguments[2], count as written. */
  private static long[] swallow(Memory memory, long[] arguments) {
    int written = 0;
    for (int i = 0; i < (int) arguments[2]; i++) {
      written += memory.readInt((int) arguments[1] + 8 * i + 4);
    }
    memory.writeI32((int) arguments[3], written);
    return ZERO;
  }
}
