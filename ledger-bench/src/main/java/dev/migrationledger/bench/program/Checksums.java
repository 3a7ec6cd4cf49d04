package dev.migrationledger.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of scripts; as a program, of all scripts of a folder: the floor under any check. */
public final class Checksums {

  private static final int BUFFER = 64 * 1024;

  private Checksums() {}

  /** Prints how many scripts of the folder were read. */
  public static void main(String[] arguments) throws Exception {
    var scripts = scripts(Path.of(arguments[0]));
    long read = 0;
    for (var script : scripts) {
      read += of(script).length();
    }
    System.out.println(scripts.size() + " scripts, " + read + " hexadecimal digits");
  }

  static List<Path> scripts(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }

  /** The checksum of some bytes. */
  public static String of(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** The checksum of a file, in constant memory. */
  public static String of(Path file) throws IOException, GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var in = Files.newInputStream(file)) {
      var buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
