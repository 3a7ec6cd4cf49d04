package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.wasm.Resources;
import dev.migrationledger.sql.wasm.code.RegisterCode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
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
    byte[] bytes = Files.readAllBytes(compiled.resolve("PgQueryModule.meta"));
    WasmModule module = Parser.parse(bytes);
    writeCodes(target.resolve(Resources.CODE), translate(module));
    Files.write(target.resolve(Resources.MODULE), new ModuleWithoutCode(bytes).bytes());
    String script = Files.readString(source.resolve("libpg-query.js"));
    Files.writeString(
        target.resolve(Resources.NAMES),
        new NameReader(module, script)
            .read().entrySet().stream()
                .map(name -> name.getKey() + "=" + name.getValue() + "\n")
                .collect(Collectors.joining()));
  }

  /** The functions that the compiler left as they are, translated. */
  static List<RegisterCode> translate(WasmModule module) {
    FunctionTypes types = new FunctionTypes(module);
    int imports = module.importSection().importCount();
    return IntStream.range(imports, imports + module.codeSection().functionBodyCount())
        .filter(function -> types.body(function).instructions().size() > STUB_INSTRUCTIONS)
        .mapToObj(function -> new Translator(types, function).translate())
        .toList();
  }

  private static void writeCodes(Path file, List<RegisterCode> codes) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(codes.size());
      for (RegisterCode code : codes) {
        code.write(out);
      }
    }
  }
}
