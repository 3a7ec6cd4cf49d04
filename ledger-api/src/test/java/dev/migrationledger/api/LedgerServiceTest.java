package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.service.Listening;
import dev.migrationledger.runner.service.ServiceSettings;
import dev.migrationledger.runner.settings.OidcSettings;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class LedgerServiceTest {

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("audited", "prod");
    service.record(Commands.story("prod"));
    service.record(Commands.register("test"));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void health_tells_format_and_lag_of_the_ledger() throws Exception {
    var health = service.json("/actuator/health");

    assertThat(health.at("/status").asString()).isEqualTo("UP");
    var ledger = health.at("/components/ledger");
    assertThat(ledger.at("/status").asString()).isEqualTo("UP");
    assertThat(ledger.at("/details/reachable").asBoolean()).isTrue();
    assertThat(ledger.at("/details/format").asInt()).isEqualTo(1);
    assertThat(ledger.at("/details/events").asInt()).isGreaterThan(6);
    assertThat(ledger.at("/details/lag").propertyNames()).contains("schema_migrations");
  }

  @Test
  void only_health_is_shown_of_the_actuator() throws Exception {
    assertThat(service.get("/actuator/env").statusCode()).isEqualTo(404);
    assertThat(service.get("/actuator/beans").statusCode()).isEqualTo(404);
  }

  @Test
  void the_body_is_what_the_command_line_prints() throws Exception {
    var line = service.commandLine();
    var only = new HistoryFilter("29", "", "ADA", "", "", "", 2);

    assertAnswer("/targets/prod/status", line.status("prod"));
    assertAnswer("/targets/prod/edits", line.edits("prod", Optional.empty()));
    assertAnswer(
        "/targets/prod/edits?version=29", line.edits("prod", Optional.of(new Version("29"))));
    assertAnswer("/targets/prod/drift", line.drift("prod", false));
    assertAnswer("/targets/prod/drift?open=true", line.drift("prod", true));
    assertAnswer("/targets/prod/history", line.history("prod", HistoryFilter.ALL));
    assertAnswer("/targets/prod/history?version=29&actor=ADA&newest=2", line.history("prod", only));
    assertAnswer(
        "/ask?q=who+edited+0029+after+it+ran&target=prod",
        line.ask("prod", "who edited 0029 after it ran"));
  }

  @Test
  void a_question_without_a_target_is_about_the_one_the_service_was_started_for() throws Exception {
    var answer = service.json("/api/v1/ask?q=who+edited+0029+after+it+ran");

    assertThat(answer.at("/target").asString()).isEqualTo("prod");
    assertThat(answer.at("/answer").asString()).contains("Mallory");
  }

  @Test
  void targets_are_listed() throws Exception {
    assertThat(service.json("/api/v1/targets").at("/targets").toString())
        .startsWith("[\"prod\",\"test\"");
  }

  @Test
  void what_another_process_committed_a_moment_before_is_covered() throws Exception {
    for (int n = 1; n <= 20; n++) {
      service.record(Commands.discover("test", Commands.script("%04d".formatted(n), "step" + n)));

      assertThat(service.json("/api/v1/targets/test/status").at("/summary/total").asInt())
          .isEqualTo(n);
    }
  }

  @Test
  void the_read_models_follow_without_being_asked() throws Exception {
    service.record(Commands.register("followed"));
    var size = service.number("SELECT size FROM ledger.head");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            service.number("SELECT min(position) FROM ledger.projection_position") >= size - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/targets/nowhere/status, 404, API-001",
    "/api/v1/ask?q=x&target=nowhere, 404, API-001",
    "/api/v1/targets/prod/edits?version=abc, 400, API-003",
    "/api/v1/targets/prod/history?newest=-1, 400, API-003",
    "/api/v1/targets/prod/history?actor=%00, 400, API-003",
    "/api/v1/ask, 400, API-003",
    "/api/v1/nothing, 404, API-004",
    "/api, 404, API-004",
  })
  void a_refusal_is_a_problem_with_code_and_remedy(String path, int status, String code)
      throws Exception {
    assertProblem(service.get(path), status, code);
  }

  @Test
  void everything_wrong_with_a_request_is_said_at_once() throws Exception {
    var problem = service.json("/api/v1/targets/prod/history?newest=many&version=x");

    assertThat(problem.at("/detail").asString()).contains("newest=many").contains("version=x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void nothing_can_be_changed(String method) throws Exception {
    for (var path : new String[] {"/api/v1/targets", "/api/v1/ask?q=x", "/actuator/health"}) {
      var response = service.send(method, path);

      assertProblem(response, 405, "API-005");
      assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET");
    }
  }

  @Test
  void it_listens_on_the_given_address_only() throws Exception {
    var port = URI.create(service.address()).getPort();
    assertThat(service.address()).startsWith("http://127.0.0.1:");

    for (var network : NetworkInterface.networkInterfaces().toList()) {
      for (var address : network.inetAddresses().toList()) {
        if (address instanceof Inet4Address && !address.getHostAddress().equals("127.0.0.1")) {
          assertThatThrownBy(() -> connect(new InetSocketAddress(address, port)))
              .isInstanceOf(ConnectException.class);
        }
      }
    }
    assertThatThrownBy(() -> connect(new InetSocketAddress("127.0.0.2", port)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void a_port_in_use_is_named_with_the_remedy() {
    var port = URI.create(service.address()).getPort();
    var taken =
        new ServiceSettings(
            service.ledger(),
            "prod",
            new Listening("127.0.0.1", port, List.of()),
            List.of(),
            false,
            OidcSettings.NONE,
            Persons.AS_SIGNED);

    assertThatThrownBy(() -> new LedgerService().serve(taken, a -> {}))
        .isInstanceOf(UsageProblem.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("--port");
  }

  @Test
  void a_ledger_that_is_gone_is_a_503_and_the_service_stops_all_the_same() throws Exception {
    try (var lonely = new RunningService("lonely", "")) {
      assertProblem(lonely.get("/api/v1/ask?q=x"), 400, "API-002");
      lonely.record(Commands.story("one"));
      assertThat(lonely.json("/api/v1/ask?q=what+is+pending").at("/target").asString())
          .isEqualTo("one");

      lonely.server().kill();

      assertProblem(lonely.get("/api/v1/targets"), 503, "STORE-001");
      var health = lonely.get("/actuator/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("STORE-001");
      assertThat(lonely.stop()).isTrue();
    }
  }

  private static void assertAnswer(String path, Object answer) throws Exception {
    var response = service.get("/api/v1" + path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/json");
    var asOf = "\"as_of\": [0-9]+";
    assertThat(response.body().replaceFirst(asOf, ""))
        .isEqualTo(AnswerJson.write(answer).replaceFirst(asOf, ""));
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.body()).contains(code);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    var problem = new JsonMapper().readTree(response.body());
    assertThat(problem.at("/code").asString()).isEqualTo(code);
    assertThat(problem.at("/status").asInt()).isEqualTo(status);
    assertThat(problem.at("/title").asString()).isNotBlank();
    assertThat(problem.at("/detail").asString()).isNotBlank();
    assertThat(problem.at("/remedy").asString()).isNotBlank();
  }

  private static void connect(InetSocketAddress address) throws java.io.IOException {
    try (var socket = new Socket()) {
      socket.connect(address, 2_000);
    }
  }
}
