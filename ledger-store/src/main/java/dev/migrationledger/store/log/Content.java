package dev.migrationledger.store.log;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A text that can be erased later without breaking a proof: events name the commitment only.
 *
 * @param commitment SHA-256(salt ‖ UTF-8 text), 64 lower-case hexadecimal digits
 * @param salt 16 random bytes, so that a short text cannot be guessed from its commitment
 * @param text the text
 */
public record Content(String commitment, Salt salt, String text) {

  public Content {
    requireNonNull(salt, "salt");
    requireNonNull(text, "text");
    if (!commitment.equals(salt.commitTo(text))) {
      throw new IllegalArgumentException("the commitment " + commitment + " is not this text's");
    }
  }

  /** The text under a fresh salt. */
  public static Content of(String text) {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    var salt = new Salt(HexFormat.of().formatHex(bytes));
    return new Content(salt.commitTo(text), salt, text);
  }

  /**
   * The text under a salt that is made of itself, so that the same text is stored once. Only for
   * texts that nobody could guess.
   */
  public static Content once(String text) {
    var hash = Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
    var salt = new Salt(hash.substring(0, 32));
    return new Content(salt.commitTo(text), salt, text);
  }

  /**
   * What a commitment is salted with.
   *
   * @param hex its bytes, as lower-case hexadecimal digits
   */
  public record Salt(String hex) {

    public Salt {
      HexFormat.of().parseHex(hex);
    }

    /** The bytes. */
    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    String commitTo(String text) {
      return Hash.sha256(bytes(), text.getBytes(StandardCharsets.UTF_8)).hex();
    }
  }
}
