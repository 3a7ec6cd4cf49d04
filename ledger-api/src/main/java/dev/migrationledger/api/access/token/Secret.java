package dev.migrationledger.api.access.token;

import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token as its owner has it: {@code mlt_}, an id of 80 random bits, {@code _}, 260 random bits;
 * letters and digits as in RFC 4648 section 6, in lower case, so that one double click marks it
 * whole.
 */
public final class Secret {

  /** What every token begins with, so that people and scanners recognise one. */
  public static final String PREFIX = "mlt_";

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID = 16;
  private static final int SECRET = 52;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "(?<id>[a-z2-7]{" + ID + "})_(?<secret>[a-z2-7]{" + SECRET + "})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final String text;

  private Secret(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** A new token. */
  static Secret random() {
    return withId(letters(ID));
  }

  /** A new secret for a token there is. */
  static Secret withId(String id) {
    return new Secret(id, PREFIX + id + "_" + letters(SECRET));
  }

  /** Reads what somebody sent; empty when it cannot be a token. */
  public static Optional<Secret> read(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Secret(matcher.group("id"), text))
        : Optional.empty();
  }

  /** The part that is no secret of what somebody sent, empty when it cannot be a token. */
  public static String shown(String text) {
    return read(text.strip()).map(Secret::id).orElse("");
  }

  /** The part that is no secret. */
  public String id() {
    return id;
  }

  /** The whole token: for its owner, once. */
  String text() {
    return text;
  }

  /** What is kept of it. */
  byte[] hash() {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static String letters(int count) {
    var letters = new StringBuilder(count);
    for (int n = 0; n < count; n++) {
      letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s%s_***", PREFIX, id);
  }
}
