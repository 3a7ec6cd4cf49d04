package dev.migrationledger.store.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.store.TestLedger;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.connection.Connections;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.state.StateLoader;
import java.time.Instant;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WiringTest {

  @Test
  void engine_transactions_and_serializers_are_ours() throws Exception {
    try (var ledger = TestLedger.fresh();
        var connections = new Connections(ledger.dataSource());
        var axon = axon(ledger, connections)) {
      var wired = axon.configuration();

      assertThat(wired.eventStore()).isInstanceOf(EmbeddedEventStore.class);
      assertThat(wired.getComponent(EventStorageEngine.class))
          .isInstanceOf(LedgerEventStorageEngine.class);
      assertThat(wired.getComponent(TransactionManager.class)).isInstanceOf(JdbcTransactions.class);
      assertThat(wired.serializer()).isInstanceOf(LedgerSerializer.class);
      assertThat(wired.eventSerializer()).isInstanceOf(LedgerSerializer.class);
      assertThat(wired.messageSerializer()).isInstanceOf(LedgerSerializer.class);
    }
  }

  @Test
  void no_thread_of_the_store_keeps_the_process_alive() throws Exception {
    var before = Thread.getAllStackTraces().keySet();
    try (var ledger = TestLedger.fresh()) {
      ledger.store().send(TestLedger.register("prod"), TestLedger.ORIGIN);
      try (var stream = ledger.store().messageSource().openStream(null)) {
        assertThat(stream.nextAvailable().getPayloadType().getSimpleName())
            .isEqualTo("TargetRegistered");
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(t -> !before.contains(t) && !t.isDaemon())
          .isEmpty();
    }
  }

  @Test
  void tokens_are_positions_without_gaps() throws Exception {
    try (var ledger = TestLedger.fresh();
        var connections = new Connections(ledger.dataSource());
        var axon = axon(ledger, connections)) {
      TestLedger.wholeRun(ledger.store(), "prod", 2);
      var engine = axon.configuration().getComponent(EventStorageEngine.class);

      assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(-1));
      assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(8));
      assertThat(engine.createTokenAt(Instant.EPOCH))
          .isEqualTo(new GlobalSequenceTrackingToken(-1));
      assertThat(engine.createTokenAt(Instant.now().plusSeconds(3_600)))
          .isEqualTo(new GlobalSequenceTrackingToken(8));
      assertThat(engine.readEvents(new GlobalSequenceTrackingToken(5), false)).hasSize(3);
      assertThat(engine.lastSequenceNumberFor("prod")).contains(8L);
      assertThat(engine.lastSequenceNumberFor("other")).isEmpty();
    }
  }

  @Test
  void only_tokens_pass_the_serializer() {
    var serializer = new LedgerSerializer();
    var token = new GlobalSequenceTrackingToken(41);
    var stored = serializer.serialize(token, byte[].class);

    assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(token);
    assertThatThrownBy(() ->
            serializer.deserialize(
                new SimpleSerializedObject<>(
                    new byte[] {'{', '}'}, byte[].class, "java.lang.Object", null)))
        .isInstanceOf(SerializationException.class)
        .hasMessage("type java.lang.Object is not on the closed list");
  }

  private static AxonLedger axon(TestLedger ledger, Connections connections) {
    var codec = new EventCodec();
    var log = new EventLog(codec);
    var appender = new Appender(codec, ledger.store()::ledgerId);
    return new AxonLedger(connections, appender, log, new StateLoader(codec, log));
  }
}
