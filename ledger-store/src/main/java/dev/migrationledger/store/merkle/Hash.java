package dev.migrationledger.store.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest, as a value. */
public final class Hash {

  /** The length of a digest in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A digest somebody else made.
   *
   * @throws IllegalArgumentException unless there are 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** A digest from 64 hexadecimal digits. */
  public static Hash of(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** SHA-256 of the parts, one after the other. */
  public static Hash sha256(byte[]... parts) {
    var digest = digest();
    for (var part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  /** The hash of a leaf: SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
  public static Hash leaf(byte[] entry) {
    var digest = digest();
    digest.update((byte) 0);
    digest.update(entry);
    return new Hash(digest.digest());
  }

  /** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
  public static Hash node(Hash left, Hash right) {
    var digest = digest();
    digest.update((byte) 1);
    digest.update(left.bytes);
    digest.update(right.bytes);
    return new Hash(digest.digest());
  }

  /** A copy of the digest's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
