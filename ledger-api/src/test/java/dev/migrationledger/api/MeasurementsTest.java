package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured, as Prometheus reads it. */
final class MeasurementsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("measured", "prod");
    service.record(Commands.story("prod"));
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(HostileStory.commands());
    await().atMost(SOON).until(() -> metrics().contains("ledger_runs_total"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void every_state_that_somebody_should_hear_of_is_a_figure() throws Exception {
    assertThat(metrics().lines())
        .contains(
            "ledger_reachable 1.0",
            "ledger_events_total " + service.number("SELECT size FROM ledger.head") + ".0",
            "ledger_projection_lag_events{projection=\"run\"} 0.0",
            "ledger_migrations{state=\"applied\",target=\"prod\"} 1.0",
            "ledger_runs_total{outcome=\"succeeded\",target=\"prod\"} 1.0",
            "ledger_edits{state=\"open\",target=\"prod\"} 1.0");
    assertThat(metrics())
        .contains("ledger_last_event_age_seconds ", "ledger_append_lag_seconds ")
        .contains("http_server_requests_seconds_count{", "hikaricp_connections_active{");
  }

  @Test
  void the_log_is_verified_when_the_service_starts() throws Exception {
    await().atMost(SOON).until(() -> metrics().contains("ledger_verification_intact 1.0"));

    assertThat(metrics()).doesNotContain("ledger_verification_age_seconds NaN");
    assertThat(
            service.json("/actuator/health").at("/components/verification/details/said").asString())
        .startsWith("intact: ");
  }

  @Test
  void a_target_with_a_hostile_name_breaks_no_line() throws Exception {
    var line = Pattern.compile("(#.*|[a-zA-Z0-9_]+(\\{.*\\})? (NaN|[-0-9.E]+))");

    assertThat(metrics().lines().filter(text -> !line.matcher(text).matches())).isEmpty();
    assertThat(metrics()).contains("target=\"shop/\\\"><script>");
  }

  @Test
  void health_tells_how_far_the_read_models_are() throws Exception {
    var health = service.json("/actuator/health").at("/components/projections");

    assertThat(health.at("/status").asString()).isEqualTo("UP");
    assertThat(health.at("/details/running").asBoolean()).isTrue();
  }

  @Test
  void each_figure_has_its_meaning_and_its_alarm_in_the_guide() throws Exception {
    var guide = Files.readString(Path.of("..", "docs", "operations.md"));
    var names =
        metrics()
            .lines()
            .filter(text -> text.startsWith("# TYPE ledger_"))
            .map(text -> text.split(" ")[2])
            .toList();

    assertThat(names).hasSizeGreaterThan(8);
    assertThat(names.stream().filter(name -> !guide.contains("| `" + name + "`")).toList())
        .isEqualTo(List.of());
  }

  @Test
  void a_ledger_that_was_away_is_measured_again_by_itself() throws Exception {
    try (var lonely = new RunningService("gone", "")) {
      await()
          .atMost(SOON)
          .until(() -> lonely.get("/actuator/prometheus").body().contains("ledger_reachable 1.0"));
      lonely.settle();
      lonely.server().kill();
      assertThat(lonely.get("/actuator/prometheus").statusCode()).isEqualTo(503);

      lonely.server().restart();

      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() ->
              assertThat(lonely.get("/actuator/prometheus").body())
                  .contains("ledger_reachable 1.0"));
      await()
          .atMost(SOON)
          .until(() ->
              lonely
                  .json("/actuator/health")
                  .at("/components/projections/status")
                  .asString()
                  .equals("UP"));
    }
  }

  private static String metrics() throws Exception {
    var response = service.get("/actuator/prometheus");
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
