package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.store.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a verification is done again, and who waits for it. */
final class ProofTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicInteger apart = new AtomicInteger();
  private final AtomicInteger here = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private volatile Instant now = START;

  private final Proof proof = new Proof(this::verifyApart, () -> now);

  private Verification verifyApart() {
    begun.countDown();
    try {
      assertThat(mayEnd.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return found(100 + apart.incrementAndGet());
  }

  private Verification verifyHere() {
    return found(here.incrementAndGet());
  }

  private static Verification found(long size) {
    return new Verification(size, "", List.of(), List.of(), List.of());
  }

  private long asked() {
    return proof.recent(this::verifyHere).found().size();
  }

  @Test
  void who_asks_first_waits_and_who_asks_a_moment_later_is_told_the_same() {
    assertThat(asked()).isEqualTo(1);

    now = START.plus(Proof.LEAST).minusMillis(1);

    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void many_who_ask_at_once_wait_for_one_verification() throws Exception {
    Callable<Long> asks = () -> proof.recent(this::verifySlowly).found().size();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var answer : threads.invokeAll(Collections.nCopies(4, asks))) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
    assertThat(here).hasValue(1);
  }

  private Verification verifySlowly() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return verifyHere();
  }

  @Test
  void what_is_a_little_old_is_told_while_the_next_verification_runs_beside() throws Exception {
    assertThat(asked()).isEqualTo(1);
    now = START.plus(Proof.LEAST);

    assertThat(asked()).isEqualTo(1);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(asked()).isEqualTo(1);
    mayEnd.countDown();
    for (int waited = 0; waited < 600 && asked() == 1; waited++) {
      Thread.sleep(Duration.ofMillis(100));
    }

    assertThat(asked()).isEqualTo(101);
    assertThat(proof.last().orElseThrow().at().instant()).contains(now);
    assertThat(apart).hasValue(1);
  }

  @Test
  void what_is_old_is_not_told_any_more() {
    assertThat(asked()).isEqualTo(1);

    now = START.plus(Proof.MOST);

    assertThat(asked()).isEqualTo(2);
    assertThat(apart).hasValue(0);
  }
}
