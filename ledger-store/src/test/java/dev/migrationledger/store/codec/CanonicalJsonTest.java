package dev.migrationledger.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.store.published.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CanonicalJsonTest {

  @Test
  void keys_are_sorted_and_blanks_are_gone() throws UnreadableJson {
    assertThat(
            new String(CanonicalJson.of("{ \"b\": \"ä\", \"a\": [1, 2] }"), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":[1,2],\"b\":\"ä\"}");
  }

  @Test
  void objects_of_strings_are_written_as_the_canonical_form_has_them() throws UnreadableJson {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var properties = new TreeMap<String, String>();
      for (int i = 0; i < 5; i++) {
        properties.put("key" + random.nextInt(20), text(random));
      }
      var written = CanonicalJson.ofStrings(properties);
      var json = new String(written, StandardCharsets.UTF_8);
      assertThat(CanonicalJson.of(json)).as("seed " + seed).isEqualTo(written);
      assertThat(CanonicalJson.strings(json)).as("seed " + seed).isEqualTo(properties);
    }
    assertThatThrownBy(() -> CanonicalJson.ofStrings(new TreeMap<>(Map.of("a", "b\ud83d"))))
        .hasMessage("half a surrogate pair at character 1");
  }

  private static String text(Random random) {
    int[] interesting = {0, 8, 9, 10, 12, 13, 31, 34, 47, 92, 127, 128, 0x2028, 0xFFFD, 0x1F418};
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          random.nextBoolean() ? interesting[random.nextInt(interesting.length)] : 'a' + i);
    }
    return text.toString();
  }

  @Test
  void a_repeated_key_is_refused() {
    assertThatThrownBy(() -> CanonicalJson.of("{\"a\":\"1\",\"a\":\"2\"}"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageStartingWith("no JSON, or a repeated key: ");
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    for (var half : new String[] {"\\ud83d", "\\udc18", "\\udc18\\ud83d"}) {
      assertThatThrownBy(() -> CanonicalJson.of("{\"a\":\"" + half + "\"}"))
          .isInstanceOf(UnreadableJson.class)
          .hasMessage("half a surrogate pair at character 0");
    }
  }

  @Test
  void the_published_vectors_become_the_published_bytes() throws Exception {
    var folder = Vectors.folder("jcs");
    try (var inputs = Files.list(folder.resolve("input"))) {
      for (var input : inputs.toList()) {
        var expected =
            folder
                .resolve("outhex")
                .resolve(input.getFileName().toString().replace(".json", ".txt"));
        assertThat(CanonicalJson.of(Files.readString(input)))
            .as(input.toString())
            .isEqualTo(hex(expected));
      }
    }
  }

  private static byte[] hex(Path file) throws IOException {
    return HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
  }
}
