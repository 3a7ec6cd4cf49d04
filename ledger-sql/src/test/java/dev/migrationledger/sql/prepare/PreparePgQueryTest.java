package dev.migrationledger.sql.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.sql.wasm.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    for (String name : new String[] {Resources.MODULE, Resources.CODE, Resources.NAMES}) {
      assertThat(folder.resolve(Resources.FOLDER).resolve(name))
          .hasSameBinaryContentAs(Path.of("target/classes", Resources.FOLDER, name));
    }
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
}
