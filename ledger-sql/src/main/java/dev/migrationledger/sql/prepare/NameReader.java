package dev.migrationledger.sql.prepare;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;

/**
 * Reads from the package's JavaScript what the module's imports and exports are called: their names
 * in the module are shortened anew in each release.
 */
final class NameReader {

  private static final Pattern IMPORTS = Pattern.compile("var wasmImports\\s*=\\s*\\{([^}]*)}");
  private static final Pattern EXPORTS =
      Pattern.compile("function assignWasmExports\\(wasmExports\\)\\{([^}]*)}");
  private static final Pattern EXPORT = Pattern.compile("wasmExports\\[\"([^\"]+)\"]");
  private static final Pattern ASSIGNED =
      Pattern.compile("(?:Module\\[\"_*([^\"]+)\"]|\\b_*([A-Za-z$][\\w$]*))\\s*=(?!=)");
  private static final List<String> NEEDED =
      List.of(
          "malloc",
          "free",
          "wasm_parse_query_raw",
          "wasm_free_parse_result",
          "wasm_parse_plpgsql",
          "wasm_free_string",
          "setThrew",
          "emscripten_stack_restore",
          "emscripten_stack_get_current",
          "memory",
          "indirect_function_table",
          "wasm_call_ctors");

  private final WasmModule module;
  private final String script;
  private final SortedMap<String, String> names = new TreeMap<>();

  NameReader(WasmModule module, String script) {
    this.module = module;
    this.script = script;
  }

  /**
   * {@code import.<short>} to the true name, {@code export.<true name>} to the short one.
   *
   * @throws IllegalStateException when one that is needed is not found
   */
  SortedMap<String, String> read() {
    for (String pair : body(IMPORTS).split(",", -1)) {
      String[] parts = pair.strip().split(":", 2);
      names.put("import." + parts[0].replace("\"", ""), parts[1].replaceFirst("^_+", ""));
    }
    for (String assignment : body(EXPORTS).split(";", -1)) {
      export(assignment);
    }
    constructors();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      require("import." + module.importSection().getImport(i).name());
    }
    NEEDED.forEach(name -> require("export." + name));
    return names;
  }

  private void export(String assignment) {
    Matcher shortName = EXPORT.matcher(assignment);
    if (!shortName.find()) {
      return;
    }
    Matcher assigned = ASSIGNED.matcher(assignment);
    while (assigned.find()) {
      String name = assigned.group(1) != null ? assigned.group(1) : assigned.group(2);
      names.put("export." + name, shortName.group(1));
    }
  }

  /** The one exported function that the script does not name runs the module's constructors. */
  private void constructors() {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      Export export = module.exportSection().getExport(i);
      if (export.exportType() == ExternalType.FUNCTION && !names.containsValue(export.name())) {
        String other = names.put("export.wasm_call_ctors", export.name());
        if (other != null) {
          throw new IllegalStateException(
              "Two exports without a name: " + other + " and " + export.name());
        }
      }
    }
  }

  private String body(Pattern pattern) {
    Matcher found = pattern.matcher(script);
    if (!found.find()) {
      throw new IllegalStateException("Nothing in libpg-query.js matches " + pattern);
    }
    return found.group(1);
  }

  private void require(String name) {
    if (!names.containsKey(name)) {
      throw new IllegalStateException("libpg-query.js does not name " + name);
    }
  }
}
