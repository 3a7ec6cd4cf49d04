package dev.migrationledger.query;

import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.NewEvent;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A ledger of 100,000 events of several targets, appended in big transactions. */
final class BigLedger {

  static final int EVENTS = 100_000;
  static final String TARGET = "prod";
  static final String QUIET = "quiet";

  private static final List<String> BUSY = List.of(TARGET, "staging", "eu-1", "eu-2", "test");
  private static final int TRANSACTION = 500;

  private final TestLedger ledger;
  private final List<StoredEvent> events = new ArrayList<>();

  private BigLedger(TestLedger ledger) {
    this.ledger = ledger;
  }

  static BigLedger made(long seed) throws SQLException {
    var made = new BigLedger(TestLedger.fresh());
    made.append(seed);
    made.ledger.query().catchUp();
    made.ledger.sql("ANALYZE");
    return made;
  }

  TestLedger ledger() {
    return ledger;
  }

  /** Everything that was recorded, as the appender gave it back. */
  List<StoredEvent> events() {
    return events;
  }

  private void append(long seed) throws SQLException {
    var appender = new Appender(new EventCodec(), ledger.store()::ledgerId);
    var histories = BUSY.stream().map(t -> new LongHistory(t, seed + t.hashCode())).toList();
    var quiet = new LongHistory(QUIET, seed);
    try (var c = ledger.connection()) {
      c.setAutoCommit(false);
      var waiting = new ArrayList<NewEvent>(quiet.next());
      for (int turn = 0; events.size() + waiting.size() < EVENTS; turn++) {
        waiting.addAll(histories.get(turn % histories.size()).next());
        if (waiting.size() >= TRANSACTION) {
          events.addAll(appender.append(c, waiting));
          c.commit();
          waiting.clear();
        }
      }
      waiting.addAll(quiet.next());
      events.addAll(appender.append(c, waiting));
      c.commit();
    }
  }
}
