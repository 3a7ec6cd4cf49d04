package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.query.replay.Replay;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.NewEvent;
import dev.migrationledger.store.codec.EventCodec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Read models that hold nothing, and a log that is long. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstFillTest {

  private static final int EVENTS = 21_000;
  private static final String INDEXES =
      "SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes"
          + " WHERE schemaname = 'ledger' AND tablename = 'audit_trail'";
  private static final String POSITIONS =
      "SELECT string_agg(projection, ' ' ORDER BY projection) FROM ledger.projection_position"
          + " WHERE position = (SELECT size - 1 FROM ledger.head)";
  private static final String OIDS =
      "SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM pg_class"
          + " WHERE relnamespace = 'ledger'::regnamespace";

  private static TestLedger ledger;
  private static String indexes;

  @BeforeAll
  static void record() throws SQLException {
    ledger = TestLedger.fresh();
    indexes = ledger.one(INDEXES);
    var history = new LongHistory("prod", 29);
    var appender = new Appender(new EventCodec(), ledger.store()::ledgerId);
    try (var c = ledger.connection()) {
      c.setAutoCommit(false);
      var waiting = new ArrayList<NewEvent>();
      for (int recorded = 0; recorded < EVENTS; recorded += waiting.size()) {
        waiting.clear();
        while (waiting.size() < 500) {
          waiting.addAll(history.next());
        }
        appender.append(c, waiting);
        c.commit();
      }
    }
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @Test
  void several_at_once_fill_them_as_event_after_event_would_with_every_index() throws Exception {
    emptied();
    List<Callable<Long>> fills =
        Stream.<Callable<Long>>generate(
                () -> () -> new LedgerQuery(ledger.dataSource(), ledger.store()).catchUp())
            .limit(3)
            .toList();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (var fill : threads.invokeAll(fills)) {
        assertThat(fill.get()).isEqualTo(last());
      }
    }

    assertThat(ledger.one(INDEXES)).isEqualTo(indexes);
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
  }

  @Test
  void whoever_may_not_make_tables_fills_those_that_are_there() throws Exception {
    emptied();
    ledger.sql(
        "DROP ROLE IF EXISTS filler",
        "CREATE ROLE filler",
        "GRANT USAGE ON SCHEMA ledger TO filler",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ledger TO filler",
        "GRANT filler TO CURRENT_USER");
    var before = ledger.one(OIDS);
    var ds = (org.postgresql.ds.PGSimpleDataSource) ledger.dataSource();
    ds.setOptions("-c role=filler");

    assertThat(new LedgerQuery(ds, ledger.store()).catchUp()).isEqualTo(last());
    assertThat(ledger.one(OIDS)).isEqualTo(before);
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
  }

  @Test
  void rows_that_are_too_many_to_be_kept_are_taken_in_event_after_event() throws Exception {
    emptied();
    var models = List.of(SchemaMigrations.MODEL, Runs.MODEL, AuditTrail.MODEL);
    try (var c = ledger.connection()) {
      new Replay(ledger.store().log(), models, 0).fill(c);
    }

    assertThat(ledger.one(POSITIONS)).isEqualTo("audit_trail run schema_migrations");
    assertThat(ledger.one(INDEXES)).isEqualTo(indexes);
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
  }

  @Test
  void a_fill_that_is_broken_off_leaves_nothing_and_the_next_one_does_it_all() throws Exception {
    emptied();
    var before = ledger.one(OIDS);
    var filling =
        Thread.ofPlatform()
            .start(() -> {
              try {
                new LedgerQuery(ledger.dataSource(), ledger.store()).catchUp();
              } catch (RuntimeException killed) {
                // its connection is taken away below
              }
            });
    while (!"t".equals(ledger.one(TERMINATED)) && filling.isAlive()) {
      Thread.onSpinWait();
    }
    filling.join();

    assertThat(ledger.one(OIDS)).isEqualTo(before);
    assertThat(ledger.query().catchUp()).isEqualTo(last());
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
  }

  private static final String TERMINATED =
      "SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND query LIKE 'COPY ledger.%\\_new%'";

  private static void emptied() throws SQLException {
    ledger.sql("DELETE FROM ledger.projection_position");
    try (var c = ledger.connection()) {
      LedgerQuery.install(c);
    }
  }

  private static long last() throws SQLException {
    return Long.parseLong(ledger.one("SELECT size - 1 FROM ledger.head"));
  }
}
