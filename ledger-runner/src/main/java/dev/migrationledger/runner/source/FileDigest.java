package dev.migrationledger.runner.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and length of a file, read once in constant memory. */
record FileDigest(String hex, long bytes) {

  private static final int CHUNK = 64 * 1024;

  static FileDigest of(Path path) throws IOException {
    var digest = sha256();
    long total = 0;
    try (var in = Files.newInputStream(path)) {
      var chunk = in.readNBytes(CHUNK);
      while (chunk.length > 0) {
        digest.update(chunk);
        total += chunk.length;
        chunk = chunk.length < CHUNK ? new byte[0] : in.readNBytes(CHUNK);
      }
    }
    return new FileDigest(HexFormat.of().formatHex(digest.digest()), total);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
