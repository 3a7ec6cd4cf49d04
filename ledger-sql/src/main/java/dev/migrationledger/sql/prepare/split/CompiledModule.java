package dev.migrationledger.sql.prepare.split;

import dev.migrationledger.sql.prepare.code.RegisterCode;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The classes that the engine's compiler made of the module, a static method for each function. */
public final class CompiledModule {

  private static final String METHODS = "FuncGroup_";
  private static final String FUNCTION = "func_";

  private final Map<ClassDesc, ClassModel> classes = new LinkedHashMap<>();
  private final Map<Integer, ClassDesc> owners = new HashMap<>();
  private final ClassModel machine;
  private final Set<Integer> huge = new HashSet<>();

  private CompiledModule(ClassModel machine) {
    this.machine = machine;
  }

  /** Reads them from the folder of their package. */
  public static CompiledModule read(Path folder) throws IOException {
    Path machine = folder.resolve(Callees.TABLE.displayName() + ".class");
    CompiledModule module = new CompiledModule(ClassFile.of().parse(machine));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains(METHODS)).sorted().toList()) {
        module.add(ClassFile.of().parse(file));
      }
    }
    return module;
  }

  /** Whether HotSpot never compiles the function's method, because it is too long. */
  public boolean isHuge(int function) {
    return huge.contains(function);
  }

  /** The class with the method of a function. */
  public ClassDesc owner(int function) {
    ClassDesc owner = owners.get(function);
    if (owner == null) {
      throw new IllegalStateException("The compiler made no method of function " + function);
    }
    return owner;
  }

  /**
   * New classes, and those of this module in which the functions' methods call the new ones.
   *
   * @param name of the package and the first letters of the new classes
   */
  public Map<ClassDesc, byte[]> split(List<RegisterCode> functions, String name, Callees callees) {
    Map<ClassDesc, byte[]> all = new LinkedHashMap<>();
    Map<String, SplitFunction> divided = new HashMap<>();
    for (RegisterCode code : functions) {
      SplitFunction function = new SplitFunction(code, name + code.function());
      divided.put(Callees.method(code.function()), function);
      all.putAll(new FunctionWriter(function, callees).write());
    }
    classes.forEach((owner, model) -> all.put(owner, redirect(model, divided)));
    all.put(Callees.TABLE, withoutInterpreter());
    return all;
  }

  private void add(ClassModel model) {
    ClassDesc owner = model.thisClass().asSymbol();
    classes.put(owner, model);
    for (MethodModel method : model.methods()) {
      String name = method.methodName().stringValue();
      if (name.startsWith(FUNCTION)) {
        int function = Integer.parseInt(name.substring(FUNCTION.length()));
        owners.put(function, owner);
        CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
        if (code.codeLength() >= FunctionWriter.MOST_BYTECODE) {
          huge.add(function);
        }
      }
    }
  }

  /** The machine asks its interpreter for some functions: now all of them are methods. */
  private byte[] withoutInterpreter() {
    ClassTransform calls =
        ClassTransform.transformingMethodBodies(
            method -> method.methodName().equalsString("call"),
            (out, element) -> {
              if (element instanceof LookupSwitchInstruction interpreted) {
                out.pop();
                out.goto_(interpreted.defaultTarget());
              } else {
                out.with(element);
              }
            });
    return ClassFile.of().transformClass(machine, calls);
  }

  private static byte[] redirect(ClassModel model, Map<String, SplitFunction> divided) {
    return ClassFile.of()
        .transformClass(
            model,
            (out, element) -> {
              SplitFunction to =
                  element instanceof MethodModel method
                      ? divided.get(method.methodName().stringValue())
                      : null;
              if (to != null && element instanceof MethodModel method) {
                String name = method.methodName().stringValue();
                MethodTypeDesc type = method.methodTypeSymbol();
                int flags = method.flags().flagsMask();
                out.withMethodBody(name, type, flags, code -> call(code, to.owner(), name, type));
              } else {
                out.with(element);
              }
            });
  }

  private static void call(CodeBuilder out, ClassDesc owner, String name, MethodTypeDesc type) {
    for (int i = 0; i < type.parameterCount(); i++) {
      out.loadLocal(TypeKind.from(type.parameterType(i)), out.parameterSlot(i));
    }
    out.invokestatic(owner, name, type);
    out.return_(TypeKind.from(type.returnType()));
  }
}
