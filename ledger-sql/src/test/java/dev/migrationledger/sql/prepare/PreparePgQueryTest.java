package dev.migrationledger.sql.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.sql.wasm.Resources;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreparePgQueryTest {

  private static final Path SOURCE = Path.of("target/pgquery/node_modules/libpg-query/wasm");
  private static final Path COMPILED = Path.of("target/generated-resources/endive-compiler");

  @TempDir Path folder;

  @Test
  void preparing_again_gives_the_same_files() throws IOException {
    PreparePgQuery.main(new String[] {SOURCE.toString(), COMPILED.toString(), folder.toString()});
    List<Path> written = files(folder.resolve(Resources.FOLDER));
    assertThat(written)
        .extracting(file -> file.getFileName().toString())
        .contains(Resources.MODULE, Resources.NAMES, "PgQueryModuleMachine.class")
        .anyMatch(name -> name.matches("PgQueryFunction\\d+\\.class"));
    for (Path file : written) {
      assertThat(file)
          .hasSameBinaryContentAs(
              Path.of("target/classes", Resources.FOLDER, file.getFileName().toString()));
    }
  }

  @Test
  void every_function_is_short_enough_for_the_JVM_to_compile() throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    for (Path file : files(Path.of("target/classes", Resources.FOLDER))) {
      if (file.toString().matches(".*(FuncGroup_|PgQueryFunction).*")) {
        for (MethodModel method : ClassFile.of().parse(file).methods()) {
          CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
          lengths.put(file.getFileName() + " " + method.methodName(), code.codeLength());
        }
      }
    }
    assertThat(lengths).hasSizeGreaterThan(500);
    assertThat(lengths.values()).allMatch(length -> length < 8000);
  }

  @Test
  void a_package_whose_names_cannot_be_read_is_refused() throws IOException {
    WasmModule module = Parser.parse(SOURCE.resolve("libpg-query.wasm"));
    String script = Files.readString(SOURCE.resolve("libpg-query.js"));
    assertThatThrownBy(() -> new NameReader(module, "").read())
        .hasMessageStartingWith("Nothing in libpg-query.js matches var wasmImports");
    assertThatThrownBy(
            () -> new NameReader(module, script.replace("setThrew=wasm", "other=wasm")).read())
        .hasMessage("libpg-query.js does not name export.setThrew");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
