package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.openapi.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Real requests and answers, each a file; a test asks a service again and compares. */
final class Examples {

  private static final JsonMapper JSON = new JsonMapper();

  private Examples() {}

  /** The value of an example: a JSON value, or text; absent when the content names none. */
  static Optional<Object> of(Content content) {
    if (content.example().isEmpty()) {
      return Optional.empty();
    }
    var name = "examples/" + content.example();
    try (var in = Examples.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(content.isJson() ? JSON.readTree(text) : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
