package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.query.replay.ProjectionCheck;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ProjectionCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE ledger.schema_migrations SET status = 'applied' WHERE filename = '0004_hash.sql' | row prod 0004_hash.sql of schema_migrations has status "applied", but event 22 says "retired".
          UPDATE ledger.schema_migrations SET actor = 'eve' WHERE filename = '0001_users.sql' | row prod 0001_users.sql of schema_migrations has actor "eve", but event 8 says "deploy-bot".
          DELETE FROM ledger.edit_history | row prod 24 of edit_history is missing; event 25 says it is there.
          UPDATE ledger.audit_trail SET actor = 'eve' WHERE index = 18 | row 18 of audit_trail has actor "eve", but event 18 says "grace".
          DELETE FROM ledger.audit_trail WHERE index = 3 | row 3 of audit_trail is missing; event 3 says it is there.
          UPDATE ledger.run SET outcome = 'succeeded' WHERE run = 'run-3' | row prod run-3 of run has outcome "succeeded", but event 21 says "failed".
          INSERT INTO ledger.migration_dependencies (target, number, version, filename, needs_number, needs_version, needs_filename, kind, object, reason) VALUES ('prod', 9, '', '', 1, '', '', 'declared', '', '') | row prod 9 1 declared  of migration_dependencies is there, but no event says so.
          """)
  void a_tampered_row_is_named_with_the_event_that_says_otherwise(String sql, String sentence)
      throws SQLException {
    try (var ledger = Story.told()) {
      assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
      ledger.sql(sql);

      var different = ledger.query().check().stream().filter(c -> !c.same()).toList();
      assertThat(different).extracting(ProjectionCheck::sentence).containsExactly(sentence);

      assertThat(ledger.query().rebuild().projections().stream().filter(c -> !c.same()))
          .extracting(ProjectionCheck::sentence)
          .containsExactly(sentence);
      assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
    }
  }

  @Test
  void a_row_that_is_a_targets_own_is_found_with_the_event_that_made_it_so() throws SQLException {
    try (var ledger = Story.told()) {
      var begun =
          ledger.store().send(new StartCapture(Story.TARGET, Given.AT, PARTS), Given.by("ada"));
      ledger.query().catchUp();
      ledger.sql("UPDATE ledger.capture_state SET since = '2000-01-01T00:00:00Z'");

      assertThat(ledger.query().check())
          .filteredOn(c -> !c.same())
          .extracting(ProjectionCheck::projection, ProjectionCheck::event)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "capture_state", begun.events().getLast().index()));
    }
  }

  private static final List<CapturePart> PARTS =
      List.of(
          new CapturePart(
              CapturePart.Kind.INSTALLED, "the trigger", "1", Condition.INTACT, "found so"));

  @Test
  void a_position_ahead_of_the_log_is_found() throws SQLException {
    try (var ledger = Story.told()) {
      ledger.query().catchUp();
      ledger.sql("UPDATE ledger.projection_position SET position = 900 WHERE projection = 'run'");

      assertThat(ledger.query().check())
          .filteredOn(c -> !c.same())
          .extracting(ProjectionCheck::projection, ProjectionCheck::stored)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("run", "900"));
      assertThat(ledger.query().rebuild().asOf()).isEqualTo(ledger.query().catchUp());
      assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
    }
  }

  @Test
  void four_that_install_and_catch_up_at_once_apply_each_event_once() throws Exception {
    try (var ledger = TestLedger.fresh();
        var threads = Executors.newFixedThreadPool(4)) {
      new Histories("busy", 31).play(ledger, 200);
      ledger.sql("DROP TABLE ledger.run, ledger.projection_position");
      List<Future<Long>> all =
          threads.invokeAll(
              IntStream.range(0, 4)
                  .<java.util.concurrent.Callable<Long>>mapToObj(i -> () -> installed(ledger))
                  .toList());
      var positions = new ArrayList<Long>();
      for (var one : all) {
        positions.add(one.get());
      }

      assertThat(positions).containsOnly(positions.getFirst());
      assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
    }
  }

  private static long installed(TestLedger ledger) throws SQLException {
    try (var c = ledger.connection()) {
      LedgerQuery.install(c);
    }
    return new LedgerQuery(ledger.dataSource(), ledger.store()).catchUp();
  }

  @Test
  void an_answer_covers_what_another_connection_committed_just_before() throws SQLException {
    try (var ledger = TestLedger.fresh()) {
      var other = new LedgerQuery(ledger.dataSource(), ledger.store());
      for (int i = 0; i < 20; i++) {
        var target = "target-" + i;
        var sent = ledger.store().send(Given.register(target), Given.by("ada"));

        assertThat(other.targets()).contains(target);
        assertThat(other.status(target).asOf()).isEqualTo(sent.events().getLast().index());
      }
    }
  }

  @Test
  void those_who_ask_while_tables_are_switched_see_every_row() throws Exception {
    try (var ledger = Story.told();
        var threads = Executors.newFixedThreadPool(3)) {
      var lines = ledger.query().status(Story.TARGET).migrations().size();
      var rebuilding =
          threads.submit(() -> {
            var query = new LedgerQuery(ledger.dataSource(), ledger.store());
            return IntStream.range(0, 10).allMatch(i -> query.rebuild().same());
          });
      while (!rebuilding.isDone()) {
        assertThat(ledger.query().status(Story.TARGET).migrations()).hasSize(lines);
        assertThat(ledger.query().ask(Story.TARGET, "what is applied").rows()).hasSize(4);
      }
      assertThat(rebuilding.get()).isTrue();
    }
  }

  @Test
  void an_event_that_cannot_be_taken_in_stops_everything_behind_it() throws SQLException {
    try (var ledger = Story.told()) {
      var next = Given.script("0007", "next", "seven");
      ledger.store().send(Given.discover("prod", next), Given.by("ada"));
      ledger.query().catchUp();
      ledger.sql("UPDATE ledger.schema_migrations SET status = 'nonsense' WHERE number = 7");
      var last = ledger.query().catchUp();
      Given.run("prod", "run-9", next).stream()
          .skip(1)
          .forEach(c -> {
            ledger.store().send(c, Given.by("ada"));
          });

      assertThatThrownBy(() -> ledger.query().status("prod"))
          .isInstanceOf(QueryFailure.Stopped.class)
          .hasMessageContaining("QUERY-002 projection schema_migrations stopped at event ")
          .hasMessageContaining("No event is skipped")
          .hasMessageContaining("Run \"ledger rebuild\"");
      assertThat(ledger.one("SELECT min(position) FROM ledger.projection_position"))
          .isEqualTo(Long.toString(last));
    }
  }

  @Test
  void missing_tables_are_named_with_the_remedy() throws SQLException {
    try (var ledger = TestLedger.fresh()) {
      ledger.sql("DROP TABLE ledger.projection_position");

      assertThatThrownBy(() -> ledger.query().status("prod"))
          .isInstanceOf(QueryFailure.NotInstalled.class)
          .hasMessage(
              "QUERY-001 table ledger.projection_position is missing. The events are untouched; the"
                  + " derived tables are missing or incomplete. Run \"ledger rebuild\".");
    }
  }

  @Test
  void every_table_and_column_is_commented() throws SQLException {
    try (var ledger = TestLedger.fresh()) {
      assertThat(
              ledger.one(
                  "SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attnum > 0 AND"
                      + " a.attrelid IN ('ledger.schema_migrations'::regclass,"
                      + " 'ledger.edit_history'::regclass, 'ledger.run'::regclass,"
                      + " 'ledger.audit_trail'::regclass,"
                      + " 'ledger.migration_dependencies'::regclass,"
                      + " 'ledger.migration_objects'::regclass,"
                      + " 'ledger.migration_facts'::regclass,"
                      + " 'ledger.projection_position'::regclass) AND"
                      + " col_description(a.attrelid, a.attnum) IS NULL"))
          .isEqualTo("0");
    }
  }
}
