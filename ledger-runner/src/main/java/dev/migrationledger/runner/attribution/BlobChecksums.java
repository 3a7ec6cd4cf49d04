package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** SHA-256 of committed files as they are checked out: as stored, or with CRLF line ends. */
final class BlobChecksums {

  private static final String LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:";
  private static final int HEX = 64;

  private final ObjectReader reader;
  private final Map<ObjectId, Pair> known = new HashMap<>();

  BlobChecksums(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * @param raw of the bytes as stored, or as git-lfs stores them elsewhere
   * @param crlf of the bytes with every lone LF made CRLF
   */
  private record Pair(String raw, String crlf) {}

  boolean isRaw(ObjectId blob, Checksum checksum) throws IOException {
    return of(blob).raw.equals(checksum.hex());
  }

  boolean isConverted(ObjectId blob, Checksum checksum) throws IOException {
    return of(blob).crlf.equals(checksum.hex());
  }

  private Pair of(ObjectId blob) throws IOException {
    Pair pair = known.get(blob);
    if (pair == null) {
      pair = compute(blob);
      known.put(blob, pair);
    }
    return pair;
  }

  /** A blob that a partial clone lacks equals nothing. */
  private Pair compute(ObjectId blob) throws IOException {
    MessageDigest raw = sha256();
    MessageDigest crlf = sha256();
    byte[] buffer = new byte[8_192];
    byte[] converted = new byte[2 * buffer.length];
    String start = "";
    byte last = 0;
    try (InputStream in = reader.open(blob).openStream()) {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        start =
            start.isEmpty()
                ? new String(buffer, 0, Math.min(n, 200), StandardCharsets.UTF_8)
                : start;
        raw.update(buffer, 0, n);
        int length = 0;
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n' && last != '\r') {
            converted[length++] = '\r';
          }
          last = buffer[i];
          converted[length++] = last;
        }
        crlf.update(converted, 0, length);
      }
    } catch (MissingObjectException _) {
      return new Pair("", "");
    }
    boolean pointer = start.startsWith(LFS) && start.length() >= LFS.length() + HEX;
    return new Pair(
        pointer ? start.substring(LFS.length(), LFS.length() + HEX) : hex(raw), hex(crlf));
  }

  static MessageDigest sha256() {
    return digest("SHA-256");
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
