package dev.migrationledger.domain.script;

/**
 * A migration's number, compared as a number however it is written. A value like a record, but for
 * the number that is read from the text only once: plans and states compare versions all the time.
 */
public final class Version implements Comparable<Version> {

  private static final int MOST_DIGITS = 18;

  private final String text;
  private final long number;

  /**
   * A version.
   *
   * @param text the digits as the file name writes them, e.g. {@code 0029}; 1 to 18 digits
   * @throws IllegalArgumentException when it is anything else
   */
  public Version(String text) {
    this.text = text;
    this.number = read(text);
  }

  private static long read(String text) {
    long number = 0;
    boolean digits = !text.isEmpty() && text.length() <= MOST_DIGITS;
    for (int i = 0; digits && i < text.length(); i++) {
      char c = text.charAt(i);
      digits = c >= '0' && c <= '9';
      number = number * 10 + c - '0';
    }
    if (!digits) {
      throw new IllegalArgumentException("not a version: \"" + text + "\" (1 to 18 digits)");
    }
    return number;
  }

  /** The digits as they were written. */
  public String text() {
    return text;
  }

  /** The number without leading zeros' meaning: {@code 0029} and {@code 29} are one. */
  public long number() {
    return number;
  }

  /** One number is one version, so {@code 0029} equals {@code 29}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && number == version.number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return text;
  }
}
