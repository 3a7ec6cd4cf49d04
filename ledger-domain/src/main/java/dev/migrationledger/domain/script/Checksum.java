package dev.migrationledger.domain.script;

/**
 * SHA-256 of bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Checksum(String hex) {

  public Checksum {
    if (hex.length() != 64
        || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("not a lower-case hexadecimal SHA-256: \"" + hex + "\"");
    }
  }

  /** The first twelve digits, enough to tell two checksums apart for a reader. */
  public String brief() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }
}
