package dev.migrationledger.domain.script;

/**
 * A migration's number, compared as a number however it is written.
 *
 * @param text the digits as the file name writes them, e.g. {@code 0029}; 1 to 18 digits
 */
public record Version(String text) implements Comparable<Version> {

  public Version {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a version: \"" + text + "\" (1 to 18 digits)");
    }
  }

  /** The number without leading zeros' meaning: {@code 0029} and {@code 29} are one. */
  public long number() {
    return Long.parseLong(text);
  }

  /** One number is one version, so {@code 0029} equals {@code 29}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && number() == version.number();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number());
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return text;
  }
}
