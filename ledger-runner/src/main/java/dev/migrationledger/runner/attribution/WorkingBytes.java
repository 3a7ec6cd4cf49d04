package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** The names git would give a working file's bytes: as they are, and with LF line ends. */
final class WorkingBytes {

  private static final long LIMIT = 64L << 20;

  private WorkingBytes() {}

  /** Empty when the file is gone, has other bytes by now, or is too large to be read at once. */
  static Set<ObjectId> names(Path file, Checksum expected) throws IOException {
    Set<ObjectId> names = new LinkedHashSet<>();
    if (!Files.isRegularFile(file) || Files.size(file) > LIMIT) {
      return names;
    }
    byte[] bytes = Files.readAllBytes(file);
    MessageDigest sha256 = BlobChecksums.sha256();
    sha256.update(bytes);
    if (!BlobChecksums.hex(sha256).equals(expected.hex())) {
      return names;
    }
    names.add(name(bytes));
    byte[] normalised = withoutCr(bytes);
    if (normalised.length != bytes.length) {
      names.add(name(normalised));
    }
    return names;
  }

  private static ObjectId name(byte[] bytes) {
    MessageDigest sha1 = BlobChecksums.digest("SHA-1");
    sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return ObjectId.fromRaw(sha1.digest(bytes));
  }

  private static byte[] withoutCr(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      boolean lineEnd = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (!lineEnd) {
        out.write(bytes[i]);
      }
    }
    return out.toByteArray();
  }
}
