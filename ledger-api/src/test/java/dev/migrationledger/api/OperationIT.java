package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The service as whoever keeps it running meets it. */
@SuppressWarnings("NullAway.Init")
final class OperationIT {

  /** Would begin a line of its own, move a terminal's cursor, and turn the direction of text. */
  private static final String FORGED =
      "x\n2026-01-01T00:00:00.000Z ERROR forged\r\u001b[2J\u2028\u202e\"}";

  @TempDir private static Path folder;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void no_text_of_a_stranger_begins_a_line_of_the_log(String format) throws Exception {
    var database = "logs_" + format;
    server.createDatabase(database);
    try (var service = new ServiceProcess(folder, server, database, "--log-format", format)) {
      takeAway(database);

      assertThat(service.get("/runs?target=" + encoded(FORGED)).statusCode()).isEqualTo(503);

      await().atMost(Duration.ofSeconds(10)).until(() -> service.logged().contains("forged"));
      var lines = service.logged().lines().filter(line -> line.contains("forged")).toList();
      assertThat(lines).hasSize(1);
      if (format.equals("json")) {
        var json = new JsonMapper();
        service.logged().lines().forEach(line -> assertThat(line).startsWith("{\"@timestamp\":"));
        var line = json.readTree(lines.getFirst());
        assertThat(line.at("/target").asString()).isEqualTo(FORGED);
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.at("/service/name").asString()).isEqualTo("migration-ledger");
        assertThat(line.at("/message").asString()).contains("QUERY-001");
      } else {
        assertThat(service.logged())
            .contains("target=x | 2026-01-01T00:00:00.000Z ERROR forged")
            .doesNotContain("\u001b", "\u202e", "\u2028");
        assertThat(service.logged().lines())
            .allMatch(l -> l.matches("20\\d\\d-.*Z (WARN |ERROR) .*"));
      }
    }
  }

  @Test
  void a_request_under_way_is_answered_before_the_service_ends() throws Exception {
    server.createDatabase("graceful");
    try (var service = new ServiceProcess(folder, server, "graceful");
        var c =
            DriverManager.getConnection(server.url("graceful"), server.user(), server.password())) {
      c.setAutoCommit(false);
      c.createStatement().execute("LOCK TABLE ledger.run IN ACCESS EXCLUSIVE MODE");
      var answer =
          CompletableFuture.supplyAsync(() -> {
            try {
              return service.get("/api/v1/targets").statusCode();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      await().atMost(Duration.ofSeconds(20)).until(() -> waiting("graceful"));

      service.terminate();
      Thread.sleep(1_000);
      assertThat(answer).as(service.logged()).isNotDone();
      c.rollback();

      assertThat(answer.get()).isEqualTo(200);
      assertThat(service.ended()).isEqualTo(143);
    }
  }

  private static boolean waiting(String database) throws Exception {
    try (var c =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var rows =
            c.createStatement().executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  /** Without its table the read models cannot answer, which is logged. */
  private static void takeAway(String database) throws Exception {
    try (var c =
        DriverManager.getConnection(server.url(database), server.user(), server.password())) {
      c.createStatement().execute("DROP TABLE ledger.projection_position");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
