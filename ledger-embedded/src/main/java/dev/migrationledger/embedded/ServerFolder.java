package dev.migrationledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies where in a server's folder. */
record ServerFolder(Path root) {

  private static final String PASSFILE_HEAD = "127.0.0.1:*:*:postgres:";
  private static final long LOG_LIMIT_BYTES = 10_000_000;

  /** Logged by the orphans of a killed server, and for clients that come too early. */
  private static final Pattern OTHERS =
      Pattern.compile("(?m)^.*FATAL: +(?:terminating |the database system ).*\\R?");

  /** Makes the folder if absent; the links on the way are resolved, so that all name it alike. */
  static ServerFolder prepare(Path folder) {
    try {
      Path root = Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
      Files.delete(Files.createTempFile(root, "writable-", ""));
      return new ServerFolder(root);
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(folder, e.toString(), e);
    }
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("server.log");
  }

  Path lock() {
    return root.resolve("server.lock");
  }

  Path users() {
    return root.resolve("users");
  }

  /** libpq's password file, readable by its owner only: the one place the password stands in. */
  Path passfile() {
    return root.resolve("passfile");
  }

  boolean initialised() {
    return Files.isDirectory(data());
  }

  String password() {
    try {
      return Files.readString(passfile()).strip().substring(PASSFILE_HEAD.length());
    } catch (IOException | StringIndexOutOfBoundsException e) {
      throw new EmbeddedPostgresException.FolderUnusable(
          root, "the server's password cannot be read from " + passfile(), e);
    }
  }

  /** Makes a new random password, kept before the server knows it. */
  String newPassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path fresh = secretFile(PASSFILE_HEAD + password + System.lineSeparator());
    Files.move(
        fresh, passfile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return password;
  }

  Path secretFile(String content) throws IOException {
    FileAttribute<?>[] ownerOnly =
        ServerAccount.isWindows()
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            };
    Path file = Files.createTempFile(root, "secret-", "", ownerOnly);
    Files.writeString(file, content);
    return file;
  }

  void refuseOtherVersion(String wanted) {
    Path file = data().resolve("PG_VERSION");
    String found;
    try {
      found = Files.readString(file).strip();
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(root, file + " cannot be read", e);
    }
    if (!found.equals(wanted)) {
      throw new EmbeddedPostgresException.VersionMismatch(data(), found, wanted);
    }
  }

  /** Opens the log for the next start; gives its length, where that start's words begin. */
  long openLog(ServerAccount account) throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
      Files.move(log(), root.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log())) {
      Files.createFile(log());
    }
    account.takeOver(log());
    return Files.size(log());
  }

  /** What a starting server said of itself, the end of it when it is long. */
  String logSince(long position) {
    try {
      byte[] all = Files.readAllBytes(log());
      int from = (int) Math.min(position, all.length);
      String written = new String(all, from, all.length - from, StandardCharsets.UTF_8);
      String said = OTHERS.matcher(written).replaceAll("");
      return said.length() > 4000 ? said.substring(said.length() - 4000) : said;
    } catch (IOException e) {
      return "";
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(folder, "it cannot be deleted: " + e, e);
    }
  }
}
