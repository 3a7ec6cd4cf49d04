package dev.migrationledger.query.projection;

/**
 * Text that PostgreSQL's {@code text} and {@code jsonb} take: U+0000 and lone surrogates become
 * U+FFFD, so that no name or message can stop a projection.
 */
public final class Storable {

  private static final char REPLACEMENT = '\uFFFD';

  private Storable() {}

  /** The text, or its nearest storable relative. */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(p ->
            p == 0 || (p >= Character.MIN_SURROGATE && p <= Character.MAX_SURROGATE)
                ? REPLACEMENT
                : p)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
