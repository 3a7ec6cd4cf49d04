package dev.migrationledger.sql.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL for PostgreSQL in the published jars that the build fetches. */
final class PublishedScripts {

  private static final Path FOLDER = Path.of("target/published");

  /** JobRunr's common migrations run on PostgreSQL too. */
  private static final Pattern FOR_POSTGRESQL =
      Pattern.compile(".*(?:postgres|sql/common/).*\\.sql");

  private PublishedScripts() {}

  /** By the jar's name. */
  static Map<String, List<String>> read() throws IOException {
    Map<String, List<String>> scripts = new TreeMap<>();
    try (Stream<Path> jars = Files.list(FOLDER)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        scripts.put(jar.getFileName().toString(), scripts(jar));
      }
    }
    return scripts;
  }

  private static List<String> scripts(Path jar) throws IOException {
    List<String> scripts = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        if (FOR_POSTGRESQL.matcher(entry.getName()).matches()) {
          byte[] bytes = file.getInputStream(entry).readAllBytes();
          scripts.add(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return scripts;
  }
}
