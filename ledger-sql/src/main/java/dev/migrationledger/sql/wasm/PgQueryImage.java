package dev.migrationledger.sql.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** The parser's program, loaded once and shared by all instances; immutable. */
public final class PgQueryImage {

  private final WasmModule module;
  private final Properties names;

  private PgQueryImage(WasmModule module, Properties names) {
    this.module = module;
    this.names = names;
  }

  /** Takes some 200 ms in a fresh JVM. */
  public static PgQueryImage load() {
    try {
      return new PgQueryImage(module(), names());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL's parser cannot be loaded", e);
    }
  }

  /** A parser with memory of its own: a few MiB, more for a long statement. */
  public PgQuery newParser() {
    return new PgQuery(this);
  }

  WasmModule wasm() {
    return module;
  }

  /** The true name of the import that the module calls {@code shortName}. */
  String importName(String shortName) {
    return name("import." + shortName);
  }

  /** What the module calls the export with the true name {@code name}. */
  String exportName(String name) {
    return name("export." + name);
  }

  private String name(String key) {
    String name = names.getProperty(key);
    if (name == null) {
      throw new IllegalStateException("The parser's module has no " + key);
    }
    return name;
  }

  private static WasmModule module() throws IOException {
    try (InputStream in = Resources.open(Resources.MODULE)) {
      // the build has validated it
      return Parser.builder().withValidation(false).build().parse(() -> in);
    }
  }

  private static Properties names() throws IOException {
    try (InputStream in = Resources.open(Resources.NAMES)) {
      Properties names = new Properties();
      names.load(in);
      return names;
    }
  }
}
