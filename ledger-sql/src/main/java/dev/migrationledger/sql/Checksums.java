package dev.migrationledger.sql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the bytes as they are, and of the same bytes without byte order mark and with CR LF as
 * LF.
 *
 * <p>Both are one digest until the first difference, so that an ordinary script is hashed once.
 */
final class Checksums {

  private static final byte CR = '\r';

  private final MessageDigest raw = sha256();
  private MessageDigest normalised = raw;
  private byte[] scratch = new byte[0];
  private boolean diverged;
  private boolean heldReturn;
  private boolean byteOrderMark;
  private boolean carriageReturns;
  private String rawHex = "";
  private String normalisedHex = "";

  /** The first bytes of the script: all three of a byte order mark must be among them. */
  int start(byte[] bytes, int length) {
    byteOrderMark =
        length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    if (!byteOrderMark) {
      update(bytes, 0, length);
      return 0;
    }
    normalised = sha256();
    diverged = true;
    raw.update(bytes, 0, 3);
    update(bytes, 3, length);
    return 3;
  }

  void update(byte[] bytes, int from, int to) {
    if (!diverged && hasReturn(bytes, from, to)) {
      normalised = copyOf(raw);
      diverged = true;
    }
    raw.update(bytes, from, to - from);
    if (diverged) {
      updateNormalised(bytes, from, to);
    }
  }

  void finish() {
    if (heldReturn) {
      normalised.update(CR);
    }
    rawHex = HexFormat.of().formatHex(raw.digest());
    normalisedHex = diverged ? HexFormat.of().formatHex(normalised.digest()) : rawHex;
  }

  String raw() {
    return rawHex;
  }

  String normalised() {
    return normalisedHex;
  }

  boolean byteOrderMark() {
    return byteOrderMark;
  }

  boolean carriageReturns() {
    return carriageReturns;
  }

  private void updateNormalised(byte[] bytes, int from, int to) {
    if (scratch.length <= to - from) {
      scratch = new byte[to - from + 1];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      byte next = bytes[i];
      if (heldReturn && next != '\n') {
        scratch[length++] = CR;
      }
      carriageReturns |= heldReturn && next == '\n';
      heldReturn = next == CR;
      if (!heldReturn) {
        scratch[length++] = next;
      }
    }
    normalised.update(scratch, 0, length);
  }

  private static boolean hasReturn(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == CR) {
        return true;
      }
    }
    return false;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static MessageDigest copyOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this Java platform cannot be copied", e);
    }
  }
}
