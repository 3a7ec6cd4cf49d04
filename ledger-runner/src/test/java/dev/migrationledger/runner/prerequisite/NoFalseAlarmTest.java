package dev.migrationledger.runner.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server runs is never refused: statement by statement, on what those before made. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class NoFalseAlarmTest {

  private static final Pattern NOT_THERE =
      Pattern.compile("(42P01|42703|42704|3F000) .*", Pattern.DOTALL);

  private static final Path CASES =
      Path.of("..", "ledger-sql", "src", "test", "resources", "cases");

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  @Test
  void each_statement_the_server_runs_may_run() throws IOException {
    var alarms = new ArrayList<String>();
    var missed = new ArrayList<String>();
    var statements = statements();
    try (var examination = new Examination(server, folder)) {
      for (var text : statements) {
        var found = blocking(examination, text);
        var said = examination.run(text);
        if (said.isEmpty() && !found.isEmpty()) {
          alarms.add(text + found);
        }
        if (found.isEmpty() && NOT_THERE.matcher(said).matches()) {
          missed.add(text + said);
        }
      }
    }
    assertThat(statements).hasSizeGreaterThan(150);
    assertThat(alarms).isEmpty();
    assertThat(missed).hasSizeLessThan(4);
  }

  private static List<String> blocking(Examination examination, String text) {
    return examination.findings(Map.of("0001_a.sql", text + ";")).stream()
        .filter(Finding::blocks)
        .map(Finding::message)
        .toList();
  }

  /** Not those about the temporary table: a migration has its session for itself. */
  private static List<String> statements() throws IOException {
    var all = new ArrayList<String>();
    for (var file : List.of("facts/server.sql", "parse/statements.sql", "parse/routines.sql")) {
      var text = Files.readString(CASES.resolve(file));
      all.addAll(List.of(text.split("(?m)^-- @@.*\n", -1)));
    }
    return all.stream()
        .map(String::strip)
        .filter(s -> !s.isEmpty() && !s.contains("passing"))
        .toList();
  }
}
