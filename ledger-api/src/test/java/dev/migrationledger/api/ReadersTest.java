package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.store.merkle.Hash;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Who read the log or took it away is itself on record. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ReadersTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("readers", "prod");
    service.record(Commands.story("prod"));
    service.record(Commands.story("staging"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void an_export_is_an_event_of_each_target_with_the_digest_of_what_was_given() throws Exception {
    var given = service.get("/api/v1/events/export?format=csv&event=MigrationApplied");

    assertThat(given.statusCode()).isEqualTo(200);
    for (var target : List.of("prod", "staging")) {
      var said = exported(target);
      assertThat(said)
          .anyMatch(sentence ->
              sentence.contains("first-admin took away the export of events of " + target)
                  && sentence.contains("as csv, event MigrationApplied, 2 events")
                  && sentence.contains(sha256(given.body())));
    }
    var actor = service.json("/api/v1/events?event=LogExported&target=prod").at("/items/0/actor");
    assertThat(actor.asString()).isEqualTo("first-admin");
    assertThat(
            service.number(
                "SELECT count(*) FROM ledger.access_log WHERE action = 'export-begun'"
                    + " AND principal = 'first-admin'"))
        .isPositive();
  }

  @Test
  void an_export_that_the_reader_cut_off_is_on_record_as_such() throws Exception {
    service.record(Commands.register("long"));
    service.record(
        new DiscoverMigrations(
            "long",
            IntStream.rangeClosed(1, 6_000)
                .mapToObj(n -> Commands.script("%05d".formatted(n), "step" + n))
                .toList()));
    var uri = URI.create(service.address());

    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setReceiveBufferSize(4_096);
      var request =
          "GET /api/v1/events/export?target=long HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + service.token()
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().readNBytes(2_000)).hasSize(2_000);
      socket.setSoLinger(true, 0);
    }

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(exported("long"))
                .anyMatch(sentence ->
                    sentence.contains("beginning of an export of events, which broke off")));
  }

  @Test
  void what_a_caller_reads_and_what_they_are_refused_is_recorded() throws Exception {
    service.get("/api/v1/targets/prod/status");
    service.get("/migrations?target=prod");
    service.send("POST", "/api/v1/targets");
    service.get("/api/v1/ask?q=" + service.token() + "&target=prod");

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(log("readers"))
                .contains(
                    "read first-admin /api/v1/targets/prod/status 200",
                    "read first-admin /migrations?target=prod 200",
                    "sent first-admin /api/v1/targets 405"));
    await()
        .atMost(SOON)
        .until(() -> log("readers").stream().anyMatch(line -> line.contains("/api/v1/ask?q=mlt_")));
    var secret = service.token().substring(service.token().lastIndexOf('_') + 1);
    assertThat(log("readers")).noneMatch(line -> line.contains(secret));
    assertThat(
            service.number(
                "SELECT count(*) FROM ledger.access_log WHERE as_of < 0 AND action = 'read'"))
        .isZero();
  }

  @Test
  void strangers_and_probes_leave_no_rows() throws Exception {
    service.send(HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/runs")).build());
    service.get("/actuator/health");
    service.get("/api/v1/questions");

    await()
        .atMost(SOON)
        .until(() -> log("readers").contains("read first-admin /api/v1/questions 200"));
    assertThat(log("readers"))
        .noneMatch(line -> line.contains("/api/v1/runs") || line.contains("/actuator"));
  }

  @Test
  void reads_that_are_not_written_yet_are_written_when_the_service_stops() throws Exception {
    var own = new RunningService("stopping", "prod");
    try {
      own.record(Commands.register("prod"));
      for (int n = 0; n < 50; n++) {
        own.get("/api/v1/targets?n=" + n);
      }
      assertThat(own.stop()).isTrue();

      assertThat(
              own.number(
                  "SELECT count(*) FROM ledger.access_log WHERE address LIKE '/api/v1/targets?n=%'"))
          .isEqualTo(50);
    } finally {
      own.close();
    }
  }

  private static List<String> exported(String target) throws Exception {
    var answer = service.json("/api/v1/ask?q=who+exported+the+log&target=" + target);
    var said = new ArrayList<String>();
    answer.at("/rows").forEach(row -> said.add(row.toString()));
    said.add(answer.at("/answer").asString());
    return said;
  }

  private static List<String> log(String database) throws Exception {
    var server = service.server();
    var lines = new ArrayList<String>();
    try (var c =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var statement = c.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT action, principal, address, status FROM ledger.access_log")) {
      while (rows.next()) {
        lines.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + rows.getString(3)
                + " "
                + rows.getInt(4));
      }
    }
    return lines;
  }

  private static String sha256(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
