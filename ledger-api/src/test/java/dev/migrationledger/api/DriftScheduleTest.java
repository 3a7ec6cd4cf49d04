package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.LedgerCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ledger serve --drift-every} on a target that somebody changes by hand. */
@SuppressWarnings("NullAway.Init")
final class DriftScheduleTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void a_change_by_hand_is_recorded_and_a_failure_shown_without_ending_anything() throws Exception {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/0001_users.sql"), "CREATE TABLE users (id int);");
    try (var server = EmbeddedPostgres.temporary()) {
      server.createDatabase("shop");
      assertThat(new Line(server).run("migrate")).isZero();
      var serve = new Line(server);
      var serving =
          Thread.ofPlatform()
              .start(() -> serve.run("serve", "--port", "0", "--drift-every", "PT0.2S"));
      try {
        await().atMost(SOON).until(() -> serve.said().contains("serving on http"));
        await()
            .atMost(SOON)
            .until(() -> drift(serve).at("/details/said").asString().startsWith("no drift"));
        assertThat(drift(serve).at("/status").asString()).isEqualTo("UP");

        sql(server, "ALTER TABLE users ADD COLUMN nick text");
        await()
            .atMost(SOON)
            .until(() ->
                sql(server, "SELECT count(*) FROM ledger.drift_history WHERE state = 'open'") == 1);
        await()
            .atMost(SOON)
            .until(() ->
                drift(serve).at("/details/said").asString().contains("column public.users.nick"));

        sql(server, "ALTER ROLE postgres PASSWORD 'another-one'");
        await().atMost(SOON).until(() -> drift(serve).at("/details/failed").asBoolean());
        var failed = drift(serve);
        assertThat(failed.at("/status").asString()).isEqualTo("UNKNOWN");
        assertThat(failed.at("/details/said").asString())
            .containsAnyOf("TARGET-002", "STORE-011") // whichever connects first
            .doesNotContain(server.password());
        assertThat(serve.said()).doesNotContain(server.password());
      } finally {
        serving.interrupt();
        assertThat(serving.join(Duration.ofSeconds(30))).isTrue();
      }
    }
  }

  private static JsonNode drift(Line serve) throws Exception {
    var address = Pattern.compile("serving on (http\\S+)").matcher(serve.said());
    assertThat(address.find()).isTrue();
    try (var http = HttpClient.newHttpClient()) {
      var token = Pattern.compile("mlt_\\w+").matcher(serve.said());
      assertThat(token.find()).isTrue();
      var request =
          HttpRequest.newBuilder(URI.create(address.group(1) + "/actuator/health"))
              .header("Authorization", "Bearer " + token.group());
      var body = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      return new JsonMapper().readTree(body).at("/components/drift");
    }
  }

  private static long sql(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.url("shop"), server.user(), server.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      var row = statement.getResultSet();
      row.next();
      return row.getLong(1);
    }
  }

  /** A command line on the database. */
  private final class Line {

    private final StringWriter out = new StringWriter();
    private final EmbeddedPostgres server;

    Line(EmbeddedPostgres server) {
      this.server = server;
    }

    int run(String... words) {
      var variables =
          Map.of(
              "PGHOST",
              "127.0.0.1",
              "PGPORT",
              Integer.toString(server.port()),
              "PGUSER",
              server.user(),
              "PGPASSWORD",
              server.password(),
              "PGDATABASE",
              "shop",
              "LEDGER_ACTOR",
              "watchman");
      var writer = new PrintWriter(out, true);
      return LedgerCli.run(new Console(writer, writer, false, variables), variables, folder, words);
    }

    String said() {
      return out.toString();
    }
  }
}
