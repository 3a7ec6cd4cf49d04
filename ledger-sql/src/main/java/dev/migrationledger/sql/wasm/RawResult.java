package dev.migrationledger.sql.wasm;

import java.util.Objects;

/** What libpg_query answers. */
public sealed interface RawResult {

  /** Its JSON, in UTF-8. */
  final class Json implements RawResult {

    private final byte[] utf8;

    Json(byte[] utf8) {
      this.utf8 = utf8;
    }

    /** Not copied: leave the bytes as they are. */
    public byte[] utf8() {
      return utf8;
    }
  }

  /**
   * PostgreSQL does not accept the text.
   *
   * @param message its own words
   * @param position code points into the text, from 1; 0 when it tells none
   */
  record Refusal(String message, int position) implements RawResult {

    public Refusal {
      Objects.requireNonNull(message, "message");
    }
  }
}
