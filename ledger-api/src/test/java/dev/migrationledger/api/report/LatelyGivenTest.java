package dev.migrationledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.domain.origin.ActorKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LatelyGivenTest {

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger reports = new AtomicInteger();
  private final LatelyGiven lately = new LatelyGiven(clock::get);

  @Test
  void the_same_key_gets_the_same_report_for_two_minutes_after_it_was_made() {
    assertThat(given("ann", "token", "k")).isEqualTo("report 1");
    pass(Duration.ofSeconds(119));
    assertThat(given("ann", "token", "k")).isEqualTo("report 1");
    pass(Duration.ofSeconds(2));
    assertThat(given("ann", "token", "k")).isEqualTo("report 2");
  }

  @Test
  void the_time_that_making_it_takes_does_not_count() {
    lately.given(
        caller("ann", "token"),
        "k",
        "changes",
        () -> {
          pass(Duration.ofMinutes(5));
          return made();
        });

    assertThat(given("ann", "token", "k")).isEqualTo("report 1");
  }

  @Test
  void nobody_else_gets_it_and_no_other_key_and_none_without_a_key() {
    assertThat(given("ann", "token", "k")).isEqualTo("report 1");
    assertThat(given("bob", "token", "k")).isEqualTo("report 2");
    assertThat(given("ann", "oidc", "k")).isEqualTo("report 3");
    assertThat(given("ann", "token", "l")).isEqualTo("report 4");
    assertThat(given("ann", "token", "")).isEqualTo("report 5");
    assertThat(given("ann", "token", "")).isEqualTo("report 6");
  }

  @Test
  void what_failed_is_made_again() {
    assertThatThrownBy(() ->
            lately.given(
                caller("ann", "token"),
                "k",
                "changes",
                () -> {
                  throw new IllegalStateException("the database is away");
                }))
        .hasMessage("the database is away");

    assertThat(given("ann", "token", "k")).isEqualTo("report 1");
  }

  @Test
  void beyond_64_mebibytes_the_oldest_go_first() {
    for (var key : new String[] {"a", "b", "c"}) {
      lately.given(
          caller("ann", "token"), key, "changes", () -> ResponseEntity.ok(new byte[33 << 20]));
    }

    assertThat(given("ann", "token", "c")).hasSize(33 << 20);
    assertThat(given("ann", "token", "a")).isEqualTo("report 1");
  }

  private String given(String who, String by, String key) {
    var report = lately.given(caller(who, by), key, "changes", this::made);
    return new String(Objects.requireNonNull(report.getBody()), StandardCharsets.UTF_8);
  }

  private ResponseEntity<byte[]> made() {
    var words = "report " + reports.incrementAndGet();
    return ResponseEntity.ok(words.getBytes(StandardCharsets.UTF_8));
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static Caller caller(String name, String by) {
    return new Caller(name, ActorKind.SERVICE, by, "credential", Set.of(), Set.of());
  }
}
