package dev.migrationledger.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyingTest {

  private static final Duration BRIEF = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicLong events = new AtomicLong(100);
  private final AtomicLong nowNs = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  private Verifying<Integer> verifying(IntSupplier verifier, Duration patience) {
    return new Verifying<>(events::get, _ -> verifier.getAsInt(), patience, nowNs::get);
  }

  private int slowly() {
    begun.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return verified.incrementAndGet();
  }

  private static int waitFor(Verifying<Integer> verifying, String id) {
    var known = verifying.ask(id);
    while (known.found().isEmpty()) {
      known = verifying.ask(known.id());
    }
    return known.found().orElseThrow();
  }

  @Test
  void what_takes_long_is_told_to_whoever_asks_again_and_verified_once() {
    var verifying = verifying(this::slowly, BRIEF);

    var first = verifying.ask("");
    assertThat(first.found()).isEmpty();
    assertThat(verifying.ask(first.id())).isEqualTo(first);

    gate.countDown();
    assertThat(waitFor(verifying, first.id())).isEqualTo(1);
    assertThat(verifying.ask(first.id()).found()).hasValue(1);
    assertThat(verified).hasValue(1);
  }

  @Test
  void whoever_asks_while_one_goes_on_gets_the_next_and_shares_it() throws Exception {
    var verifying = verifying(this::slowly, BRIEF);
    var first = verifying.ask("");
    begun.await();

    var second = verifying.ask("");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(verifying.ask("").id()).isEqualTo(second.id());
    assertThat(verifying.ask("no such one").id()).isEqualTo(second.id());

    gate.countDown();
    assertThat(waitFor(verifying, second.id())).isEqualTo(2);
  }

  @Test
  void what_is_done_in_time_is_told_at_once_and_no_two_have_one_name() {
    var verifying = verifying(verified::incrementAndGet, LONG);
    var ids = new HashSet<String>();

    for (int n = 1; n <= 20; n++) {
      var known = verifying.ask("");
      assertThat(known.found()).isEqualTo(Optional.of(n));
      ids.add(known.id());
    }
    assertThat(ids).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "20", "0_", "-1_x", "99999999999999999999_x", "100_", "\u202e"})
  void what_names_no_question_is_a_new_one(String id) {
    var verifying = verifying(verified::incrementAndGet, LONG);
    verifying.ask("");

    assertThat(verifying.ask(id).found()).hasValue(2);
  }

  @Test
  void what_was_found_is_not_told_again_a_minute_later() {
    var verifying = verifying(verified::incrementAndGet, LONG);
    var id = verifying.ask("").id();

    nowNs.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(verifying.ask(id).found()).hasValue(1);
    nowNs.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(verifying.ask(id).found()).hasValue(2);
  }

  @Test
  void the_minute_begins_when_it_was_found_and_not_when_it_was_asked_for() throws Exception {
    var verifying = verifying(this::slowly, BRIEF);
    var id = verifying.ask("").id();
    begun.await();

    nowNs.addAndGet(Duration.ofHours(1).toNanos());
    gate.countDown();
    assertThat(waitFor(verifying, id)).isEqualTo(1);
    assertThat(verifying.ask(id).found()).hasValue(1);
  }

  @Test
  void another_service_does_not_answer_with_what_it_found_before() {
    var here = verifying(() -> 1, LONG);
    var there = verifying(verified::incrementAndGet, LONG);

    assertThat(there.ask("").found()).hasValue(1);
    events.incrementAndGet();
    assertThat(there.ask(here.ask("").id()).found()).hasValue(2);
    assertThat(verifying(() -> 7, LONG).ask(here.ask("").id()).found()).hasValue(7);
  }

  @Test
  void whoever_is_sent_from_service_to_service_gets_what_either_finds_of_all_they_asked_about()
      throws Exception {
    var here = verifying(this::slowly, BRIEF);
    var there = verifying(this::slowly, BRIEF);

    var first = here.ask("");
    begun.await();
    var second = there.ask(first.id());
    events.incrementAndGet();
    assertThat(here.ask(second.id())).isEqualTo(first);
    assertThat(there.ask(first.id())).isEqualTo(second);

    gate.countDown();
    waitFor(here, first.id());
    assertThat(here.ask(second.id()).found()).isPresent();
    waitFor(there, second.id());
    assertThat(verified).as("one by each").hasValue(2);
  }

  @Test
  void a_verification_that_fails_is_told_as_its_failure_to_who_waits_for_it() {
    var verifying = verifying(this::failsOnce, LONG);
    gate.countDown();

    assertThatThrownBy(() -> verifying.ask("")).hasMessage("the ledger is away");
    assertThat(verifying.ask("").found()).hasValue(2);
  }

  @Test
  void a_verification_that_failed_meanwhile_begins_anew_for_who_asks_again() {
    var verifying = verifying(this::failsOnce, BRIEF);
    var id = verifying.ask("").id();
    gate.countDown();

    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(verifying.ask(id).found()).hasValue(2));
    assertThat(verified).hasValue(2);
  }

  private int failsOnce() {
    if (slowly() == 1) {
      throw new IllegalStateException("the ledger is away");
    }
    return verified.get();
  }
}
