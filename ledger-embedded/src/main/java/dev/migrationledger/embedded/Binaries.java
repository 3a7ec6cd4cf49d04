package dev.migrationledger.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once for each version and content. */
record Binaries(Path home, String version) {

  /** The programs that come with this one. */
  static Binaries locate(ServerAccount account) {
    URL archive = Binaries.class.getResource(resource());
    if (archive == null) {
      throw new EmbeddedPostgresException.PlatformUnsupported(resource());
    }
    return locate(account, archive, publishedVersion());
  }

  /** The programs of another version, from the jar that they are published in. */
  static Binaries locate(ServerAccount account, Path jar, String version) {
    try {
      URL archive = URI.create("jar:" + jar.toUri() + "!" + resource()).toURL();
      return locate(account, archive, version);
    } catch (MalformedURLException e) {
      throw new EmbeddedPostgresException.BinariesUnusable(jar.toString(), e);
    }
  }

  /** What the archive of the programs is called for this system. */
  static String resource() {
    return "/postgres-%s-%s.txz".formatted(system(), processor());
  }

  /** Finds the unpacked programs, or unpacks them where the server's account can run them. */
  private static Binaries locate(ServerAccount account, URL archive, String version) {
    List<String> tried = new ArrayList<>();
    IOException cause = null;
    for (Path cache : caches()) {
      try {
        Path home = cache.resolve("postgres-%s-%s".formatted(version, fingerprint(archive)));
        Binaries binaries = new Binaries(home, version);
        if (!Files.isDirectory(home)) {
          unpack(archive, home);
        }
        if (account.enters(binaries.program("postgres"))) {
          return binaries;
        }
        tried.add(home + " (the server's user cannot run programs there)");
      } catch (IOException e) {
        tried.add(cache + " (" + e + ")");
        cause = e;
      }
    }
    throw new EmbeddedPostgresException.BinariesUnusable(String.join("; ", tried), cause);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(ServerAccount.isWindows() ? name + ".exe" : name);
  }

  String majorVersion() {
    return major(version);
  }

  /** Of the programs that are published with this one, unpacked or not. */
  static String publishedMajorVersion() {
    return major(publishedVersion());
  }

  private static String major(String version) {
    return version.substring(0, version.indexOf('.'));
  }

  private static List<Path> caches() {
    String home = System.getProperty("user.home");
    String user = System.getProperty("user.name");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "migration-ledger-" + user);
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache = xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(home, ".cache");
    return List.of(cache.resolve("migration-ledger"), temporary);
  }

  /** Two processes may unpack at once: the first to rename wins, the other throws its copy away. */
  private static void unpack(URL archive, Path home) throws IOException {
    Path cache = Files.createDirectories(home.getParent());
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    try {
      if (!Files.getOwner(cache).equals(Files.getOwner(fresh))) {
        throw new IOException("the folder belongs to " + Files.getOwner(cache));
      }
      try (InputStream raw = archive.openStream();
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          extract(tar, entry, fresh);
        }
      }
      allow(fresh, "rwxr-xr-x");
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      ServerFolder.delete(fresh);
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("the archive would write outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      allow(path, "rwxr-xr-x");
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      allow(path, (entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    if (!ServerAccount.isWindows()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** The archive's CRC-32, which a jar tells without reading the archive. */
  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return "%08x".formatted(jar.getJarEntry().getCrc());
    }
    CRC32 crc = new CRC32();
    try (InputStream in = archive.openStream()) {
      crc.update(in.readAllBytes());
    }
    return "%08x".formatted(crc.getValue());
  }

  private static String publishedVersion() {
    Properties properties = new Properties();
    try (InputStream in = Binaries.class.getResourceAsStream("postgres.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new EmbeddedPostgresException.BinariesUnusable("postgres.properties is unreadable", e);
    }
    return properties.getProperty("version");
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "darwin";
    }
    return name.startsWith("windows") ? "windows" : name;
  }

  private static String processor() {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> arch;
    };
  }
}
