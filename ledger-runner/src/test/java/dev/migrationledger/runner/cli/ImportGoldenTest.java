package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code import --output json} tells of each tool's history table, made by the tool's own DDL;
 * {@code -Dgolden.write=true} writes the golden files.
 *
 * <p>A case has {@code history.sql}, {@code migrations/}, and in {@code case.properties} the naming
 * of the files, more options, and the findings that somebody accepts.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class ImportGoldenTest {

  private static final Path CASES = Path.of("src", "test", "resources", "cases", "import");

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  static List<String> histories() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void each_tool_that_can_be_imported_from_has_a_case() throws IOException {
    assertThat(histories())
        .containsExactly(
            "atlas",
            "dbmate",
            "django",
            "flyway",
            "golang-migrate",
            "goose",
            "liquibase",
            "own-table",
            "prisma",
            "rails",
            "sqitch");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void a_history_is_told_imported_once_and_then_known(String tool) throws IOException {
    var about = new Properties();
    try (var reader = Files.newBufferedReader(CASES.resolve(tool).resolve("case.properties"))) {
      about.load(reader);
    }
    var shell = new Shell(server, folder);
    shell.environment.put("LEDGER_NAMING", about.getProperty("naming", "ledger"));
    try (Stream<Path> files = Files.list(CASES.resolve(tool).resolve("migrations"))) {
      for (var file : files.toList()) {
        shell.write(file.getFileName().toString(), Files.readString(file));
      }
    }
    shell.sql(Files.readString(CASES.resolve(tool).resolve("history.sql")));
    var accepted = about.getProperty("accept", "");

    if (!accepted.isEmpty()) {
      var refused = imports(shell, about, "");
      assertThat(refused.status()).as(refused.all()).isEqualTo(3);
      same(refused, tool, "refused");
      assertThat(shell.ask("SELECT to_regnamespace('ledger')::text")).isEqualTo("null");
    }
    var done = imports(shell, about, accepted);
    assertThat(done.status()).as(done.all()).isZero();
    same(done, tool, "import");

    var events = shell.events();
    var again = imports(shell, about, accepted);
    assertThat(again.status()).as(again.all()).isZero();
    assertThat(again.out()).contains("\"answer\": \"nothing new: ").contains("\"evidence\": []");
    assertThat(shell.events()).isEqualTo(events);
    assertThat(shell.run("verify").status()).isZero();
    same(shell.run("status", "--output", "json"), tool, "status");
  }

  private static Shell.Said imports(Shell shell, Properties about, String accepted) {
    var words = new ArrayList<>(List.of("import", "--reason", "moved", "--output", "json"));
    var options = about.getProperty("options", "");
    words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    if (!accepted.isEmpty()) {
      words.addAll(List.of("--accept", accepted));
    }
    return shell.run(words.toArray(String[]::new));
  }

  private static void same(Shell.Said said, String tool, String name) throws IOException {
    var text = steady(said.out());
    var golden = CASES.resolve(tool).resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(text).as(golden.toString()).isEqualTo(Files.readString(golden));
  }

  /** The history's own times and checksums stay; only what the import adds differs each time. */
  private static String steady(String json) {
    return json.replaceAll("\\bcli\\d+\\b", "<database>")
        .replaceAll("(\"leaf\": )\"[0-9a-f]{64}\"", "$1\"<hash>\"")
        .replaceAll("(\"as_of\": \\{[^}]*\"at\": )\"[^\"]*\"", "$1\"<time>\"");
  }
}
