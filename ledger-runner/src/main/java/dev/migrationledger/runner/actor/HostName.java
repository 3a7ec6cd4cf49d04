package dev.migrationledger.runner.actor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The machine's name, asked of the name service only when nothing nearer knows it. */
final class HostName {

  private static final Path FILE = Path.of("/etc/hostname");

  private HostName() {}

  static String of(Map<String, String> environment) {
    return of(environment, FILE);
  }

  static String of(Map<String, String> environment, Path file) {
    String named = new ForeignText(environment).first("HOSTNAME", "COMPUTERNAME");
    if (!named.isEmpty()) {
      return named;
    }
    String written = ForeignText.clean(read(file));
    return written.isEmpty() ? ForeignText.clean(resolved()) : written;
  }

  private static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1_024), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static String resolved() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }
}
