package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API's description says of the parts of answers is what their Javadoc says. {@code
 * -Dgolden.write=true} takes it over.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MeaningsTest {

  private static final Path TEXTS =
      Path.of("src/main/resources/dev/migrationledger/api/openapi/document/meanings.txt");
  private static final Pattern TYPE =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*"
              + "(?:(?:public|private|static|sealed) )*(?:record|interface) (\\w+)",
          Pattern.DOTALL);

  @Test
  void the_meanings_are_those_of_the_javadoc() throws IOException {
    var text =
        meanings().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(TEXTS, text);
    }

    assertThat(text).isEqualTo(Files.readString(TEXTS));
  }

  private static Map<String, String> meanings() throws IOException {
    var described = described();
    var meanings = new TreeMap<String, String>();
    for (var module : List.of("domain", "query", "report", "api")) {
      var sources = Path.of("..", "ledger-" + module, "src", "main", "java");
      try (var files = Files.walk(sources)) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var path = sources.relativize(file).toString().replaceFirst("[.]java$", "");
          take(path.replace('/', '.'), Files.readString(file), described, meanings);
        }
      }
    }
    return meanings;
  }

  private static JsonNode described() throws IOException {
    var document = new JsonMapper().readTree(Files.readString(Path.of("../docs/openapi.json")));
    return document.at("/components/schemas");
  }

  private static void take(
      String file, String source, JsonNode described, Map<String, String> meanings) {
    var outer = file.substring(file.lastIndexOf('.') + 1);
    var found = TYPE.matcher(source);
    while (found.find()) {
      var name = found.group(2);
      boolean own = name.equals(outer);
      if (described.has(own || name.endsWith("Answer") ? name : outer + name)) {
        var key = own ? file : file + "." + name;
        var parts = found.group(1).replaceAll("\\s*\\n\\s*\\* ?", "\n").split("\\n@param ");
        meanings.put(key, plain(parts[0]));
        for (int i = 1; i < parts.length; i++) {
          var words = parts[i].split("\\s+", 2);
          meanings.put(key + "." + words[0], plain(words[1]));
        }
      }
    }
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\n@[\\s\\S]*", "")
        .replaceAll("\\{@value [^}]*} ?", "")
        .replaceAll("\\{@link #?([^}]*)}", "$1")
        .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
