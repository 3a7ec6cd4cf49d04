package dev.migrationledger.runner.adopt;

import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.runner.history.Tool;
import dev.migrationledger.runner.source.SourceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** Computes other tools' checksums of files, as far as a file alone tells them. */
final class ToolChecksums {

  private final Tool tool;
  private final List<SourceFile> files;
  private final Map<String, String> atlas = new HashMap<>();

  ToolChecksums(Tool tool, List<SourceFile> files) {
    this.tool = tool;
    this.files = files.stream().sorted(Comparator.comparing(SourceFile::file)).toList();
  }

  /** Why rows of this tool are not checked; empty for those that are. */
  static String whyNot(Tool tool) {
    return switch (tool) {
      case FLYWAY, PRISMA, SQITCH, TABLE -> "";
      case ATLAS -> "Atlas hashes a file together with the names and bytes of all before it";
      case LIQUIBASE -> "Liquibase hashes a change set as it has parsed it, not the file";
      case GOLANG_MIGRATE, RAILS, DBMATE, GOOSE, DJANGO -> tool.word() + " stores no checksum";
    };
  }

  Agreement compare(String stored, SourceFile file) {
    if (stored.isEmpty()) {
      return Agreement.NOT_CHECKED;
    }
    try {
      return switch (tool) {
        case FLYWAY -> told(stored.equals(Integer.toString(flyway(file))));
        case PRISMA ->
            told(stored.equals(file.checksum().hex()) || stored.equals(withLf(file, "SHA-256")));
        case SQITCH -> told(stored.equals(hex(file, "SHA-1")));
        case ATLAS -> atlas(stored, file);
        case TABLE -> byHand(stored, file);
        case LIQUIBASE, GOLANG_MIGRATE, RAILS, DBMATE, GOOSE, DJANGO -> Agreement.NOT_CHECKED;
      };
    } catch (IOException | UncheckedIOException e) {
      return Agreement.NOT_CHECKED;
    }
  }

  private static Agreement told(boolean same) {
    return same ? Agreement.AGREES : Agreement.DIFFERS;
  }

  /** Flyway's ChecksumCalculator: CRC-32 of the lines in UTF-8, without their ends and the mark. */
  static int flyway(SourceFile file) throws IOException {
    var crc = new CRC32();
    var utf8 = StandardCharsets.UTF_8.newDecoder();
    try (var lines =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file.path()), utf8))) {
      var first = true;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var text = first && line.startsWith("\uFEFF") ? line.substring(1) : line;
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        first = false;
      }
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8", e);
    }
    return (int) crc.getValue();
  }

  /**
   * Atlas' NewHashFile: one SHA-256 goes on over name and bytes of every file in order. Another
   * hash does not say that this file differs: it may be one before it, or a name.
   */
  private Agreement atlas(String stored, SourceFile file) throws IOException {
    if (atlas.isEmpty()) {
      var digest = digest("SHA-256");
      for (var each : files) {
        digest.update(each.file().getBytes(StandardCharsets.UTF_8));
        feed(digest, each);
        atlas.put(each.file(), base64(digest));
      }
    }
    var given = stored.startsWith("h1:") ? stored.substring(3) : stored;
    return given.equals(atlas.get(file.file())) ? Agreement.AGREES : Agreement.NOT_CHECKED;
  }

  private static String base64(MessageDigest digest) {
    try {
      var copy = (MessageDigest) digest.clone();
      return Base64.getEncoder().encodeToString(copy.digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }

  /** Nobody knows how it was computed: only that it is a common digest of the bytes is sure. */
  private static Agreement byHand(String stored, SourceFile file) throws IOException {
    var given = stored.strip().toLowerCase(Locale.ROOT);
    var algorithm =
        switch (given.length()) {
          case 64 -> "SHA-256";
          case 40 -> "SHA-1";
          case 32 -> "MD5";
          default -> "";
        };
    var same =
        algorithm.isEmpty()
            ? given.equals(Integer.toString(flyway(file)))
            : given.equals(hex(file, algorithm)) || given.equals(withLf(file, algorithm));
    return same ? Agreement.AGREES : Agreement.NOT_CHECKED;
  }

  private static String hex(SourceFile file, String algorithm) throws IOException {
    var digest = digest(algorithm);
    feed(digest, file);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void feed(MessageDigest digest, SourceFile file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  /** As the file was before somebody's git gave it the line ends of Windows. */
  private static String withLf(SourceFile file, String algorithm) throws IOException {
    var digest = digest(algorithm);
    try (InputStream in = new java.io.BufferedInputStream(Files.newInputStream(file.path()))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\r') {
          digest.update((byte) b);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
