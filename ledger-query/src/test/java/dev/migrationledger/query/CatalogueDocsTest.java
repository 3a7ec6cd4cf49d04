package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.ask.catalogue.Entry;
import dev.migrationledger.query.ask.catalogue.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueDocsTest {

  private static final Path FILE = Path.of("../docs/questions.md");

  @Test
  void the_documentation_is_made_from_the_catalogue() throws IOException {
    var made = Files.readString(Path.of("src/test/resources/questions-intro.md")) + questions();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, made);
    }
    assertThat(Files.readString(FILE)).isEqualTo(made);
  }

  private static String questions() {
    return Arrays.stream(Question.values())
        .map(Question::entry)
        .map(CatalogueDocsTest::section)
        .collect(Collectors.joining("\n"));
  }

  private static String section(Entry entry) {
    return "### `%s`\n\n%s\n\n".formatted(entry.id(), entry.description())
        + entry.ask().stream()
            .map(q -> "- `ledger ask \"%s\"`\n".formatted(q))
            .collect(Collectors.joining())
        + "\nAnswer: "
        + entry.sentence()
        + "\n"
        + (entry.parameters().isEmpty()
            ? ""
            : "\nNames: " + String.join("; ", entry.parameters()) + ".\n")
        + "\nRows: "
        + entry.rows().stream().map(r -> "`" + r + "`").collect(Collectors.joining(", "))
        + ".\n\nEvidence: "
        + entry.evidence()
        + ".\n";
  }
}
