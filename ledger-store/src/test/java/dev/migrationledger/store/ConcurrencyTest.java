package dev.migrationledger.store;

import static dev.migrationledger.store.TestLedger.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.NewEvent;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConcurrencyTest {

  private static final int WRITERS = 8;
  private static final int TRANSACTIONS = 60;

  @Test
  void eight_writers_with_rollbacks_leave_no_gap_and_readers_see_each_event_once_in_order()
      throws Exception {
    try (var ledger = TestLedger.fresh();
        var threads = Executors.newFixedThreadPool(WRITERS + 2)) {
      var done = new AtomicBoolean();
      var polled = threads.submit(() -> follow(ledger, done));
      var streamed = threads.submit(() -> stream(ledger, done));
      var writers = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < WRITERS; i++) {
        var seed = 1_000 + i;
        writers.add(() -> write(ledger, seed));
      }
      int committed = 0;
      for (var writer : threads.invokeAll(writers)) {
        committed += writer.get();
      }
      done.set(true);

      assertThat(polled.get(30, TimeUnit.SECONDS)).isEqualTo(indexes(committed));
      assertThat(streamed.get(30, TimeUnit.SECONDS)).isEqualTo(indexes(committed));
      var verdict = ledger.store().verify();
      assertThat(verdict.bad()).isEmpty();
      assertThat(verdict.size()).isEqualTo(committed);
    }
  }

  /** Appends in transactions that sleep and sometimes roll back; gives the committed events. */
  private static int write(TestLedger ledger, int seed) throws Exception {
    var random = new Random(seed);
    var target = "target-" + seed;
    var appender = new Appender(new EventCodec(), ledger.store()::ledgerId);
    int committed = 0;
    try (var c = ledger.connection()) {
      c.setAutoCommit(false);
      for (int i = 0; i < TRANSACTIONS; i++) {
        Thread.sleep(random.nextInt(3));
        int n = 1 + random.nextInt(3);
        appender.append(c, events(target, committed, n));
        Thread.sleep(random.nextInt(4));
        if (random.nextInt(3) == 0) {
          c.rollback();
        } else {
          c.commit();
          committed += n;
        }
      }
    }
    return committed;
  }

  private static List<NewEvent> events(String target, int from, int n) {
    return IntStream.range(from, from + n)
        .mapToObj(sequence ->
            new NewEvent(
                UUID.randomUUID().toString(),
                "Ledger",
                sequence,
                Instant.now(),
                ORIGIN,
                new RuleOverridden(
                    target,
                    "run-1",
                    new RuleOverride("PLAN-005", TestLedger.script(1).version(), "why"))))
        .toList();
  }

  private static List<Long> follow(TestLedger ledger, AtomicBoolean done) throws Exception {
    var seen = new ArrayList<Long>();
    try (var c = ledger.connection()) {
      while (true) {
        var last = done.get();
        var batch = ledger.store().log().read(c, seen.size(), 7);
        batch.stream().map(StoredEvent::index).forEach(seen::add);
        if (last && batch.isEmpty()) {
          return seen;
        }
      }
    }
  }

  private static List<Long> stream(TestLedger ledger, AtomicBoolean done) throws Exception {
    var seen = new ArrayList<Long>();
    try (var stream = ledger.store().messageSource().openStream(null)) {
      while (true) {
        var last = done.get();
        if (stream.hasNextAvailable(last ? 1_500 : 50, TimeUnit.MILLISECONDS)) {
          TrackedEventMessage<?> event = stream.nextAvailable();
          seen.add(event.trackingToken().position().orElseThrow());
        } else if (last) {
          return seen;
        }
      }
    }
  }

  @Test
  void a_store_whose_knowledge_is_old_decides_on_what_is_stored() throws Exception {
    try (var ledger = TestLedger.fresh();
        var other = LedgerStore.open(ledger.dataSource())) {
      var plan = started(ledger.store(), 4);

      other.send(TestLedger.applied("prod", plan.get(0)), ORIGIN);
      ledger.store().send(TestLedger.applied("prod", plan.get(1)), ORIGIN);
      other.send(TestLedger.applied("prod", plan.get(2)), ORIGIN);

      assertThat(ledger.store().send(TestLedger.applied("prod", plan.get(2)), ORIGIN).events())
          .isEmpty();
      assertThatThrownBy(
              () -> ledger.store().send(TestLedger.applied("prod", wrong(plan.get(3))), ORIGIN))
          .isInstanceOf(LedgerRefusal.ChecksumChanged.class);
      ledger.store().send(TestLedger.applied("prod", plan.get(3)), ORIGIN);
      other.send(new FinishRun("prod", "run-1", RunOutcome.SUCCEEDED, 5), ORIGIN);
      assertThat(
              ledger
                  .store()
                  .send(new FinishRun("prod", "run-1", RunOutcome.SUCCEEDED, 5), ORIGIN)
                  .events())
          .isEmpty();
      assertThat(ledger.store().verify().intact()).isTrue();
    }
  }

  @Test
  void writers_on_one_target_record_each_outcome_once() throws Exception {
    try (var ledger = TestLedger.fresh();
        var threads = Executors.newFixedThreadPool(4)) {
      var plan = started(ledger.store(), 30);
      var writers = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 4; i++) {
        writers.add(() -> applyAll(ledger, plan));
      }
      int recorded = 0;
      for (var writer : threads.invokeAll(writers)) {
        recorded += writer.get();
      }
      assertThat(recorded).isEqualTo(30);
      assertThat(ledger.store().load("prod").run().applied()).isEqualTo(30);
      assertThat(ledger.store().verify().bad()).isEmpty();
    }
  }

  private static int applyAll(TestLedger ledger, List<PlannedMigration> plan) {
    int recorded = 0;
    try (var store = LedgerStore.open(ledger.dataSource())) {
      for (var planned : plan) {
        recorded += store.send(TestLedger.applied("prod", planned), ORIGIN).events().size();
      }
    }
    return recorded;
  }

  private static PlannedMigration wrong(PlannedMigration planned) {
    return new PlannedMigration(
        planned.version(), planned.file(), TestLedger.script(77).checksum());
  }

  private static List<PlannedMigration> started(LedgerStore store, int migrations) {
    var scripts = IntStream.rangeClosed(1, migrations).mapToObj(TestLedger::script).toList();
    store.send(TestLedger.register("prod"), ORIGIN);
    store.send(new DiscoverMigrations("prod", scripts), ORIGIN);
    var plan =
        scripts.stream()
            .map(s -> new PlannedMigration(s.version(), s.file(), s.checksum()))
            .toList();
    store.send(new StartRun("prod", "run-1", plan, List.of(), List.of(), Map.of()), ORIGIN);
    return plan;
  }

  private static List<Long> indexes(int n) {
    return LongStream.range(0, n).boxed().toList();
  }
}
