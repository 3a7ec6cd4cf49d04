package dev.migrationledger.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyingTest {

  private static final Duration BRIEF = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicInteger verified = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  private int slowly() {
    begun.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return verified.incrementAndGet();
  }

  @Test
  void what_takes_long_is_told_to_whoever_asks_again_and_verified_once() {
    var verifying = new Verifying<>(this::slowly, BRIEF);

    var first = verifying.ask("");
    assertThat(first.found()).isEmpty();
    assertThat(verifying.ask(first.id())).isEqualTo(first);

    gate.countDown();
    var found = first.found();
    while (found.isEmpty()) {
      found = verifying.ask(first.id()).found();
    }
    assertThat(found).hasValue(1);
    assertThat(verifying.ask(first.id()).found()).hasValue(1);
    assertThat(verified).hasValue(1);
  }

  @Test
  void whoever_asks_while_one_goes_on_gets_the_next_and_shares_it() throws Exception {
    var verifying = new Verifying<>(this::slowly, BRIEF);
    var first = verifying.ask("");
    begun.await();

    var second = verifying.ask("");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(verifying.ask("").id()).isEqualTo(second.id());
    assertThat(verifying.ask("no such one").id()).isEqualTo(second.id());

    gate.countDown();
    var found = second.found();
    while (found.isEmpty()) {
      found = verifying.ask(second.id()).found();
    }
    assertThat(found).hasValue(2);
  }

  @Test
  void what_is_done_in_time_is_told_at_once_and_the_old_ones_are_forgotten() {
    var verifying = new Verifying<>(verified::incrementAndGet, LONG);

    for (int n = 1; n <= 20; n++) {
      assertThat(verifying.ask("").found()).isEqualTo(Optional.of(n));
    }
    assertThat(verifying.ask("20").found()).hasValue(20);
    assertThat(verifying.ask("1").found()).hasValue(21);
  }

  @Test
  void a_verification_that_fails_is_told_as_its_failure() {
    var verifying =
        new Verifying<Integer>(
            () -> {
              throw new IllegalStateException("the ledger is away");
            },
            LONG);

    assertThatThrownBy(() -> verifying.ask("")).hasMessage("the ledger is away");
  }
}
