package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service, and the server under it, taken away at a bad moment. */
@SuppressWarnings("NullAway.Init")
final class KilledServiceIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int RESTARTS = 3;
  private static final int MANY = 600;
  private static final Origin ORIGIN =
      new Origin(
          new Actor("deploy", ActorKind.SERVICE, "option", "", "deploy", "host-1", "app"),
          CiContext.NONE,
          "",
          "ledger 0.1.0");

  @TempDir private Path folder;
  private RunningService ledger;

  @BeforeEach
  void start() throws Exception {
    ledger = new RunningService("killed", "prod");
    ledger.record(Commands.register("prod"));
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void killed_while_it_exports_it_breaks_the_transfer_and_the_next_export_is_whole()
      throws Exception {
    IntStream.rangeClosed(1, MANY).forEach(this::discover);
    var path = "/api/v1/events/export?format=jsonl";
    try (var service = new ServiceProcess(folder, ledger, "killed");
        var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(service.request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.body().read()).isEqualTo('{');
      service.kill();

      assertThat(brokenOff(answer)).isTrue();
    }
    try (var service = new ServiceProcess(folder, ledger, "killed")) {
      var size = ledger.number("SELECT size FROM ledger.head");
      var again = service.get(path);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body().lines().count()).isGreaterThanOrEqualTo(size - 1);
    }
    whole(MANY);
  }

  @Test
  void killed_while_it_records_what_a_runner_says_and_projects_it_nothing_is_lost_or_doubled()
      throws Exception {
    var token = Map.of("LEDGER_TOKEN", runnersToken());
    int said = 0;
    for (int kill = 0; kill < RESTARTS; kill++) {
      try (var service = new ServiceProcess(folder, ledger, "killed")) {
        int from = said;
        var runner = CompletableFuture.supplyAsync(() -> say(service, token, from));
        await().atMost(SOON).until(() -> discovered() > from + 20);
        service.kill();
        said = runner.get();
      }
      assertThat(discovered()).isBetween((long) said, said + 1L);
    }
    try (var service = new ServiceProcess(folder, ledger, "killed");
        var again = service.ledger(token)) {
      again.send(discovery(said + 1), ORIGIN);

      assertThat(service.get("/api/v1/targets/prod/status").body())
          .contains("%04d_step".formatted(said + 1));
    }
    whole(said + 1);
  }

  private String runnersToken() throws Exception {
    var body =
        "{\"name\": \"runner\", \"kind\": \"service\", \"scopes\": [\"run\"], \"targets\": [\"*\"]}";
    var request = ledger.request("/api/v1/tokens").POST(HttpRequest.BodyPublishers.ofString(body));
    return ledger.parse(ledger.send(request.build()).body()).at("/secret").asString();
  }

  /** Sends one discovery after the other until nobody answers; the last that was answered. */
  private static int say(ServiceProcess service, Map<String, String> token, int from) {
    int said = from;
    try (var runner = service.ledger(token)) {
      while (true) {
        runner.send(discovery(said + 1), ORIGIN);
        said++;
      }
    } catch (StoreFailure.Unreachable e) {
      return said;
    }
  }

  private long discovered() throws Exception {
    return ledger.number(
        "SELECT count(*) FROM ledger.entry WHERE payload_type LIKE '%MigrationDiscovered'");
  }

  @Test
  void a_server_that_restarts_under_it_costs_some_answers_and_no_event() throws Exception {
    var writing = new AtomicBoolean(true);
    var written = new AtomicInteger();
    var writer = CompletableFuture.runAsync(() -> write(writing, written));
    for (int restart = 0; restart < RESTARTS; restart++) {
      int before = written.get();
      ledger.server().restart();
      await().atMost(SOON).until(() -> written.get() > before + 5);
      await().atMost(SOON).until(() -> ledger.get("/api/v1/targets").statusCode() == 200);
    }
    writing.set(false);
    writer.get();

    await()
        .atMost(SOON)
        .until(() -> ledger.json("/actuator/health").at("/status").asString().equals("UP"));
    whole(written.get());
  }

  private void whole(int discovered) throws Exception {
    assertThat(ledger.number("SELECT count(*) FROM ledger.entry"))
        .isEqualTo(ledger.number("SELECT size FROM ledger.head"));
    assertThat(discovered()).isEqualTo(discovered);
    assertThat(ledger.commandLine().check()).allMatch(ProjectionCheck::same);
    assertThat(ledger.get("/evidence?verify=now").body()).contains("intact");
    assertThat(ledger.json("/api/v1/targets/prod/status").at("/summary/total").asInt())
        .isEqualTo(discovered);
  }

  private void write(AtomicBoolean writing, AtomicInteger written) {
    while (writing.get()) {
      discover(written.get() + 1);
      written.incrementAndGet();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void discover(int number) {
    ledger.record(discovery(number));
  }

  private static LedgerCommand discovery(int number) {
    var version = "%04d".formatted(number);
    return Commands.discover("prod", Commands.script(version, "step_" + version));
  }

  private static boolean brokenOff(HttpResponse<java.io.InputStream> answer) {
    try {
      answer.body().readAllBytes();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
