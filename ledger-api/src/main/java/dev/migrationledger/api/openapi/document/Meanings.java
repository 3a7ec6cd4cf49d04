package dev.migrationledger.api.openapi.document;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What records and their parts mean, in the words of their Javadoc; a test keeps them the same. */
final class Meanings {

  private static final String FILE = "meanings.txt";

  private final Properties texts = new Properties();

  Meanings() {
    try (var in = Meanings.class.getResourceAsStream(FILE)) {
      texts.load(new InputStreamReader(Objects.requireNonNull(in, FILE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when nothing is said. */
  String of(Class<?> type) {
    return texts.getProperty(key(type), "");
  }

  /** Empty when nothing is said. */
  String of(Class<?> type, String part) {
    return texts.getProperty(key(type) + "." + part, "");
  }

  private static String key(Class<?> type) {
    return type.getName().replace('$', '.');
  }
}
