package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.RegisterCode;
import dev.migrationledger.sql.prepare.split.Callees;
import dev.migrationledger.sql.prepare.split.CompiledModule;
import dev.migrationledger.sql.wasm.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** The build step after compilation: writes what {@code sql.wasm} loads. */
public final class PreparePgQuery {

  /** The compiler leaves this in place of each function that it made bytecode of. */
  private static final int STUB_INSTRUCTIONS = 8;

  private PreparePgQuery() {}

  /**
   * Prepares the module.
   *
   * @param arguments the npm package's folder with the module, the folder the compiler wrote to,
   *     the folder of classes
   */
  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path compiled = Path.of(arguments[1], Resources.FOLDER.split("/"));
    Path target = Files.createDirectories(Path.of(arguments[2], Resources.FOLDER.split("/")));
    WasmModule module = Parser.parse(source.resolve("libpg-query.wasm"));
    byte[] bytes = Files.readAllBytes(compiled.resolve("PgQueryModule.meta"));
    CompiledModule classes = CompiledModule.read(compiled);
    split(module, Parser.parse(bytes), classes, Path.of(arguments[2]));
    Files.write(target.resolve(Resources.MODULE), new ModuleWithoutCode(bytes).bytes());
    String script = Files.readString(source.resolve("libpg-query.js"));
    Files.writeString(
        target.resolve(Resources.NAMES),
        new NameReader(module, script)
            .read().entrySet().stream()
                .map(name -> name.getKey() + "=" + name.getValue() + "\n")
                .collect(Collectors.joining()));
  }

  /** Divides the functions that the compiler left as they are, and those it made too long. */
  private static void split(
      WasmModule module, WasmModule left, CompiledModule compiled, Path classes)
      throws IOException {
    FunctionTypes types = new FunctionTypes(module);
    FunctionTypes rest = new FunctionTypes(left);
    int imports = module.importSection().importCount();
    List<RegisterCode> functions =
        IntStream.range(imports, imports + module.codeSection().functionBodyCount())
            .filter(function ->
                rest.body(function).instructions().size() > STUB_INSTRUCTIONS
                    || compiled.isHuge(function))
            .mapToObj(function -> new Translator(types, function).translate())
            .toList();
    Callees callees =
        new Callees(
            compiled::owner,
            function -> FunctionTypes.method(types.ofFunction(function)),
            type -> FunctionTypes.method(types.ofIndex(type)));
    String name = Resources.FOLDER.replace('/', '.') + ".PgQueryFunction";
    for (var written : compiled.split(functions, name, callees).entrySet()) {
      String file = written.getKey().descriptorString();
      Files.write(
          classes.resolve(file.substring(1, file.length() - 1) + ".class"), written.getValue());
    }
  }
}
