package dev.migrationledger.query.ask.catalogue;

import dev.migrationledger.query.answer.AnswerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue as it is written down. */
final class Catalogue {

  private static final String FILE = "questions.json";
  private static final Map<String, Entry> ENTRIES =
      read().stream().collect(Collectors.toUnmodifiableMap(Entry::id, Function.identity()));

  private Catalogue() {}

  static Entry of(String id) {
    return Objects.requireNonNull(ENTRIES.get(id), () -> FILE + " says nothing of " + id);
  }

  private static List<Entry> read() {
    try (var in = Catalogue.class.getResourceAsStream(FILE)) {
      var bytes = Objects.requireNonNull(in, FILE + " is missing").readAllBytes();
      return AnswerJson.list(new String(bytes, StandardCharsets.UTF_8), Entry.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
