package dev.migrationledger.runner.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * libpq's password file: {@code host:port:database:user:password} a line, the first match wins, and
 * a file that others may read is ignored (PostgreSQL 18 docs, 32.16).
 */
final class PasswordFile {

  private final Path file;

  private PasswordFile(Path file) {
    this.file = file;
  }

  static PasswordFile at(String path) {
    return new PasswordFile(Path.of(path));
  }

  static PasswordFile of(Map<String, String> environment) {
    String named = environment.getOrDefault("PGPASSFILE", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return new PasswordFile(named.isEmpty() ? Path.of(home, ".pgpass") : Path.of(named));
  }

  Secret find(String host, String port, String database, String user) {
    if (!isPrivate()) {
      return Secret.none();
    }
    List<String> wanted = List.of(host, port, database, user);
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        List<String> fields = fields(line);
        if (!line.startsWith("#") && fields.size() == 5 && matches(fields, wanted)) {
          return new Secret(fields.get(4));
        }
      }
    } catch (IOException unreadable) {
      return Secret.none();
    }
    return Secret.none();
  }

  private boolean isPrivate() {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return OwnersFile.of(file) != OwnersFile.Sharing.OTHERS_TOO;
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static boolean matches(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The five fields; a backslash takes the next character as it is. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        i++;
        field.append(line.charAt(i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
