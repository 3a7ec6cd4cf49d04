package dev.migrationledger.sql.wasm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The files that the build makes of the parser's WebAssembly module. */
public final class Resources {

  /** Where they are, from the root of the class path. */
  public static final String FOLDER = "dev/migrationledger/sql/wasm/pgquery";

  /** The module, with empty functions. */
  public static final String MODULE = "module.wasm";

  /** The true names of imports and exports. */
  public static final String NAMES = "names.properties";

  private Resources() {}

  static InputStream open(String name) throws IOException {
    InputStream found = Resources.class.getResourceAsStream("/" + FOLDER + "/" + name);
    if (found == null) {
      throw new IOException(
          "The parser's file " + name + " is not on the class path: build ledger-sql with Maven");
    }
    return new BufferedInputStream(found);
  }
}
