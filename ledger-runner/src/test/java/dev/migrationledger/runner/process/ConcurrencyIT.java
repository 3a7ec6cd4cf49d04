package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several runners at once, and one after another. */
class ConcurrencyIT {

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void four_runners_started_together_apply_each_migration_once_and_all_succeed(boolean apart) {
    var site = Site.create(server, scratch, apart).steps(30, "");
    var runners =
        Stream.generate(() -> site.start("migrate", "--lock-wait", "120s")).limit(4).toList();
    var ended = runners.stream().map(RunnerProcess::await).toList();
    assertThat(ended).allSatisfy(e -> assertThat(e.status()).as(e.text()).isZero());
    site.agrees(30, "");
  }

  @Test
  void a_runner_that_waited_sees_what_the_one_before_it_recorded() {
    var site = Site.create(server, scratch, true).steps(3, "SELECT pg_sleep(1);");
    var first = site.start("migrate");
    site.await(
        "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event = 'PgSleep')");
    var second = site.start("migrate");
    assertThat(first.await().status()).isZero();
    var waited = second.await();
    assertThat(waited.status()).as(waited.text()).isZero();
    site.agrees(3, "");
  }

  @Test
  void a_runner_that_may_not_wait_says_who_is_at_work() {
    var site = Site.create(server, scratch, false).steps(1, "SELECT pg_sleep(4);");
    var first = site.start("migrate");
    site.await(
        "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event = 'PgSleep')");
    var second = site.run("migrate", "--lock-wait", "200ms");
    assertThat(second.status()).isEqualTo(6);
    assertThat(second.text()).contains("TARGET-008", "nothing was run", "ledger locks");
    assertThat(first.await().status()).isZero();
    site.agrees(1, "");
  }

  @Test
  void running_again_records_nothing_and_succeeds() {
    var site = Site.create(server, scratch, false).steps(5, "");
    assertThat(site.run("migrate").status()).isZero();
    var before = site.entries();
    for (var i = 0; i < 5; i++) {
      assertThat(site.run("migrate").status()).isZero();
    }
    assertThat(site.entries()).isEqualTo(before);
  }
}
