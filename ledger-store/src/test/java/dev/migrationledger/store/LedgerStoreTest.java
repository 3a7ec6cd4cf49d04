package dev.migrationledger.store;

import static dev.migrationledger.store.TestLedger.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerStoreTest {

  private TestLedger ledger;

  @BeforeEach
  void open() throws Exception {
    ledger = TestLedger.fresh();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void what_is_sent_is_read_back_in_order_with_its_origin() throws Exception {
    TestLedger.wholeRun(ledger.store(), "prod", 3);

    try (var c = ledger.connection()) {
      var events = ledger.store().log().read(c, 0, 100);
      assertThat(events).extracting(StoredEvent::index).containsExactlyElementsOf(indexes(12));
      assertThat(events).extracting(StoredEvent::origin).containsOnly(ORIGIN);
      assertThat(ledger.store().log().size(c)).isEqualTo(12);
      assertThat(ledger.store().log().readTarget(c, "prod", 0)).isEqualTo(events);
      assertThat(ledger.store().log().readTarget(c, "prod", 10)).hasSize(2);
    }
  }

  @Test
  void the_receipt_of_a_command_equals_what_is_stored() throws Exception {
    var appended = ledger.store().send(TestLedger.register("prod"), ORIGIN);

    try (var c = ledger.connection()) {
      var stored = ledger.store().log().read(c, 0, 10);
      assertThat(stored.getFirst().occurredAt().getNano() % 1_000).isZero();
      assertThat(appended.events()).isEqualTo(stored);
    }
  }

  @Test
  void a_command_that_was_carried_out_already_records_nothing() {
    ledger.store().send(TestLedger.register("prod"), ORIGIN);

    assertThat(ledger.store().send(TestLedger.register("prod"), ORIGIN).events()).isEmpty();
  }

  @Test
  void the_loaded_state_is_the_fold_of_all_events_with_and_without_a_snapshot() throws Exception {
    TestLedger.wholeRun(ledger.store(), "prod", 40);
    var expected = new LedgerState();
    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      ledger.store().log().readTarget(c, "prod", 0).forEach(e -> expected.evolve(e.event()));
      try (var rows = statement.executeQuery("SELECT target, sequence FROM ledger.snapshot")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(2)).isEqualTo(122);
      }
      assertThat(ledger.store().load("prod").image()).isEqualTo(expected.image());
      statement.execute("DELETE FROM ledger.snapshot");
      assertThat(ledger.store().load("prod").image()).isEqualTo(expected.image());
    }
  }

  @Test
  void another_store_goes_on_from_a_snapshot() {
    TestLedger.wholeRun(ledger.store(), "prod", 40);

    try (var other = LedgerStore.open(ledger.dataSource())) {
      assertThat(other.send(TestLedger.register("prod"), ORIGIN).events()).isEmpty();
      assertThat(other.load("prod").lastRun()).isEqualTo("run-1");
    }
  }

  @Test
  void a_refused_command_records_nothing() {
    ledger.store().send(TestLedger.register("prod"), ORIGIN);

    assertThatThrownBy(
            () -> ledger.store().send(new FinishRun("prod", "run-9", RunOutcome.FAILED, 0), ORIGIN))
        .isInstanceOf(LedgerRefusal.NoSuchRun.class);
    assertThatThrownBy(() ->
            ledger.store().send(new FinishRun("other", "run-9", RunOutcome.FAILED, 0), ORIGIN))
        .isInstanceOf(LedgerRefusal.UnknownTarget.class);
    assertThat(ledger.store().verify().size()).isEqualTo(1);
  }

  @Test
  void texts_are_kept_once_and_read_by_their_commitment() throws Exception {
    var text = Content.of("CREATE TABLE t (name text); -- \u0000 ä 🐘");
    ledger.store().keep(List.of(text, Content.of("")));
    ledger.store().keep(List.of(text));

    try (var c = ledger.connection()) {
      assertThat(ledger.store().log().content(c, text.commitment())).contains(text.text());
      assertThat(ledger.store().log().content(c, "00".repeat(32))).isEmpty();
    }
  }

  @Test
  void a_database_without_a_ledger_is_named() {
    var empty = TestLedger.emptyDatabase();

    assertThatThrownBy(() -> LedgerStore.open(TestLedger.dataSource(empty)))
        .isInstanceOf(StoreFailure.SchemaMissing.class)
        .hasMessage(
            "STORE-002 database \""
                + empty
                + "\" holds no ledger: schema \"ledger\" is missing. Nothing was read or recorded."
                + " Run \"ledger migrate\", which makes it, or name the right database with"
                + " --ledger-url.");
  }

  private static List<Long> indexes(int n) {
    return LongStream.range(0, n).boxed().toList();
  }
}
