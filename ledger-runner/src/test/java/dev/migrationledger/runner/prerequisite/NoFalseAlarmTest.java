package dev.migrationledger.runner.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = EmbeddedPostgres.temporary();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void explore() throws IOException {
    var alarms = new ArrayList<String>();
    var missed = new ArrayList<String>();
    var all = 0;
    for (var file : System.getenv().getOrDefault("EXPLORE", "").split(",")) {
      try (var examination = new Examination(server, folder);
          var sql = new dev.migrationledger.sql.parse.PostgresSql()) {
        var reader = sql.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
        for (var s = reader.next(); s != null; s = reader.next()) {
          all++;
          var text = s.statement().text();
          if (text.contains("COPY") && text.contains("STDIN")) {
            continue;
          }
          var lines =
              examination.findings(Map.of("0001_a.sql", text + ";")).stream()
                  .filter(Finding::blocks)
                  .map(f -> f.code() + " " + f.message())
                  .toList();
          var said = examination.run(text);
          if (said.isEmpty() && !lines.isEmpty()) {
            alarms.add(text + "\n   " + lines);
          }
          if (lines.isEmpty() && NOT_THERE.matcher(said).matches()) {
            missed.add(text + "\n   " + said);
          }
          if (said.startsWith("25P02")) {
            examination.run("ROLLBACK");
          }
        }
      }
    }
    Files.writeString(
        Path.of("/tmp/preq/explore.txt"),
        all
            + " statements\nALARMS\n"
            + String.join("\n", alarms)
            + "\n\nMISSED\n"
            + String.join("\n", missed));
    assertThat(alarms).isEmpty();
  }
}
