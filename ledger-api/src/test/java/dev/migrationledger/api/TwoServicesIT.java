package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.query.replay.ProjectionCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two processes that serve one ledger while somebody writes to it. */
@SuppressWarnings("NullAway.Init")
final class TwoServicesIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int ROUNDS = 30;

  private static final long PAUSE_NANOS = 20_000_000;

  @TempDir private Path folder;

  @Test
  void both_answer_with_all_that_was_committed_and_either_may_restart() throws Exception {
    try (var first = new RunningService("shared", "prod")) {
      first.record(Commands.register("prod"));
      var writing = new AtomicBoolean(true);
      var written = new AtomicInteger();
      var writer = CompletableFuture.runAsync(() -> write(first, writing, written));
      var second = new ServiceProcess(folder, first, "shared");
      var answers = new ArrayList<String>();
      for (int round = 0; round < ROUNDS; round++) {
        if (round == ROUNDS / 3) {
          second.kill();
          second = new ServiceProcess(folder, first, "shared");
        }
        if (round == 2 * ROUNDS / 3) {
          second.terminate();
          second.ended();
          second = new ServiceProcess(folder, first, "shared");
        }
        covers(first, () -> first.get("/api/v1/targets/prod/status").body(), answers);
        var asked = second;
        covers(first, () -> asked.get("/api/v1/targets/prod/status").body(), answers);
      }
      writing.set(false);
      writer.get();
      second.close();

      assertThat(answers).isEmpty();
      assertThat(written.get()).isPositive();
      assertThat(first.commandLine().check()).allMatch(ProjectionCheck::same);
      assertThat(first.json("/api/v1/targets/prod/status").at("/summary/total").asInt())
          .isEqualTo(written.get());
    }
  }

  @Test
  void the_read_models_follow_an_append_at_once_and_also_when_nothing_can_be_heard()
      throws Exception {
    try (var service = new RunningService("heard", "prod")) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> service.number(LISTENERS) == 1 && position(service) >= -1);
      service.record(Commands.register("prod"));
      followed(service);

      service.number(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
              + " WHERE application_name = 'migration-ledger service'");
      service.record(Commands.register("staging"));
      followed(service);
      await().atMost(Duration.ofSeconds(10)).until(() -> service.number(LISTENERS) == 1);
    }
  }

  private static final String LISTENERS =
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'";

  private static void followed(RunningService service) throws Exception {
    long size = service.number("SELECT size FROM ledger.head");
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(4))
        .until(() -> position(service) >= size - 1);
  }

  private static long position(RunningService service) throws Exception {
    return service.number("SELECT min(position) FROM ledger.projection_position");
  }

  private static void write(RunningService service, AtomicBoolean writing, AtomicInteger written) {
    while (writing.get()) {
      var version = "%04d".formatted(written.get() + 1);
      service.record(Commands.discover("prod", Commands.script(version, "step_" + version)));
      written.incrementAndGet();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Asks after something was committed, and keeps what the answer lacks. */
  private static void covers(RunningService ledger, Asking asking, List<String> lacking)
      throws Exception {
    long committed = ledger.number("SELECT size FROM ledger.head") - 1;
    var body = asking.ask();
    var asOf = JSON.readTree(body).at("/as_of");
    if (!asOf.isNumber() || asOf.asLong() < committed) {
      lacking.add("as of " + committed + ": " + body.substring(0, Math.min(300, body.length())));
    }
  }

  /** A question to one of the services. */
  private interface Asking {
    String ask() throws Exception;
  }
}
