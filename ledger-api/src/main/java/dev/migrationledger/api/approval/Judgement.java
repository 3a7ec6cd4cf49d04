package dev.migrationledger.api.approval;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.request.Given;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody decided about a migration.
 *
 * @param target the target
 * @param version the migration
 * @param reason why, or what they found
 * @param key names this sending of it, so that it can be sent again; may be empty
 */
public record Judgement(String target, Version version, String reason, String key) {

  /** The longest reason, in characters. */
  public static final int LONGEST_REASON = 2_000;

  static final int LONGEST_KEY = 200;

  public Judgement {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
    requireNonNull(key, "key");
  }

  /** A judgement, and the bytes it is about. */
  public record OfBytes(Judgement judgement, Checksum checksum) {

    public OfBytes {
      requireNonNull(judgement, "judgement");
      requireNonNull(checksum, "checksum");
    }

    /**
     * Reads {@code reason} and {@code checksum}.
     *
     * @throws dev.migrationledger.api.request.ApiProblem with everything that is wrong
     */
    public static OfBytes read(Given given, String target, String version, String key) {
      var number = number(given, version);
      var reason = reason(given);
      var checksum = bytes(given);
      refuse(given, key);
      return new OfBytes(
          new Judgement(target, number.orElseThrow(), reason, key), checksum.orElseThrow());
    }
  }

  /**
   * Reads {@code reason}.
   *
   * @throws dev.migrationledger.api.request.ApiProblem with everything that is wrong
   */
  public static Judgement read(Given given, String target, String version, String key) {
    var number = number(given, version);
    var reason = reason(given);
    refuse(given, key);
    return new Judgement(target, number.orElseThrow(), reason, key);
  }

  private static Optional<Version> number(Given given, String text) {
    try {
      return Optional.of(new Version(text));
    } catch (IllegalArgumentException e) {
      given.wrong("version=" + text + " is no migration's number (1 to 18 digits, e.g. 0029)");
      return Optional.empty();
    }
  }

  /** Forms send line ends as CR LF. */
  private static String reason(Given given) {
    var reason = given.text("reason").replace("\r\n", "\n").strip();
    if (reason.isEmpty()) {
      given.wrong("reason is missing: say why, for the record");
    }
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      given.wrong("reason is longer than " + LONGEST_REASON + " characters");
    }
    if (reason.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      given.wrong("reason holds half a character (a surrogate alone)");
    }
    return reason;
  }

  private static Optional<Checksum> bytes(Given given) {
    var text = given.text("checksum");
    try {
      return Optional.of(new Checksum(text.strip().toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      given.wrong(
          (text.isBlank() ? "checksum is missing" : "checksum=" + text + " is none")
              + ": give the SHA-256 of the bytes that were looked at, 64 hexadecimal digits");
      return Optional.empty();
    }
  }

  private static void refuse(Given given, String key) {
    if (key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl)) {
      given.wrong(
          "Idempotency-Key is longer than "
              + LONGEST_KEY
              + " characters or holds control characters");
    }
    given.refuse();
  }
}
