package dev.migrationledger.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.GapCause;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CaptureRulesTest {

  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final String TRIGGER = "event trigger ledger_ddl_end";

  private LedgerState state = new LedgerState();

  @BeforeEach
  void a_capture_that_runs_since_nine() {
    state.evolve(new TargetRegistered("prod", "production", "7301", "shop"));
    assertThat(happens(new StartCapture("prod", NINE, parts(intact("1")))))
        .containsExactly(new CaptureStarted("prod", NINE, parts(intact("1"))));
  }

  @Test
  void starting_it_again_as_it_is_records_nothing() {
    assertThat(happens(new StartCapture("prod", at(60), parts(intact("1"))))).isEmpty();
  }

  @Test
  void rows_are_recorded_once_however_often_they_are_brought() {
    var rows = List.of(row(10, 1, 1), row(10, 2, 1), row(12, 1, 2));
    assertThat(happens(look(60, intact("1"), rows)))
        .containsExactly(
            new DdlObserved("prod", rows.get(0)),
            new DdlObserved("prod", rows.get(1)),
            new DdlObserved("prod", rows.get(2)),
            new CaptureChecked("prod", at(60)));
    assertThat(happens(look(61, intact("1"), rows))).isEmpty();
    assertThat(happens(look(62, intact("1"), List.of(row(12, 1, 2), row(12, 2, 2)))))
        .startsWith(new DdlObserved("prod", row(12, 2, 2)))
        .hasSize(2);
  }

  @Test
  void a_look_that_finds_nothing_new_is_recorded_once_an_hour() {
    assertThat(happens(look(600, intact("1"), List.of()))).isEmpty();
    assertThat(happens(look(3_600, intact("1"), List.of())))
        .containsExactly(new CaptureChecked("prod", at(3_600)));
  }

  @Test
  void a_part_switched_off_is_one_gap_until_it_is_on_again() {
    var off = part("2", Condition.DISABLED);
    assertThat(happens(look(60, off, List.of())))
        .containsExactly(
            new CaptureGap("prod", off, GapCause.DISABLED, NINE, at(60), true),
            new CaptureChecked("prod", at(60)));
    assertThat(happens(look(70, off, List.of()))).isEmpty();
    assertThat(happens(look(75, part("9", Condition.DISABLED), List.of()))).isEmpty();

    assertThat(happens(look(80, intact("3"), List.of())))
        .startsWith(new CaptureGap("prod", intact("3"), GapCause.DISABLED, NINE, at(80), false));
    assertThat(happens(look(90, intact("3"), List.of()))).isEmpty();
  }

  @Test
  void a_part_that_was_altered_and_put_back_between_two_looks_is_a_gap_between_them() {
    happens(look(60, intact("1"), List.of(row(10, 1, 1))));
    assertThat(happens(look(120, intact("2"), List.of())))
        .startsWith(new CaptureGap("prod", intact("2"), GapCause.ALTERED, at(60), at(120), false));
    assertThat(happens(look(130, intact("2"), List.of()))).isEmpty();
  }

  @Test
  void rows_that_were_taken_away_within_a_transaction_are_a_gap() {
    var events = happens(look(60, intact("1"), List.of(row(10, 1, 1), row(10, 4, 3))));
    assertThat(events).hasSize(4);
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            CaptureGap.class,
            gap -> {
              assertThat(gap.cause()).isEqualTo(GapCause.ROWS_MISSING);
              assertThat(gap.part().detail()).isEqualTo("rows 2 to 3 were taken away");
            });
  }

  @Test
  void after_a_restore_numbers_of_transactions_may_come_a_second_time() {
    var server = timeline("1");
    state.evolve(new CaptureStarted("prod", NINE, List.of(server)));
    happens(look(60, server, List.of(row(10, 1, 1), row(50, 1, 50))));

    var rows = List.of(row(10, 1, 1), row(20, 1, 70), row(20, 2, 71));
    var events = happens(look(100, timeline("2"), rows));
    assertThat(events)
        .containsExactly(
            new CaptureGap("prod", timeline("2"), GapCause.BRANCHED, at(60), at(100), false),
            new DdlObserved("prod", rows.get(1)),
            new DdlObserved("prod", rows.get(2)),
            new CaptureChecked("prod", at(100)));
    assertThat(happens(look(101, timeline("2"), rows))).isEmpty();
  }

  @Test
  void a_batch_that_is_not_the_last_says_nothing_of_the_time_after_it() {
    var batch = new ObserveDdl("prod", at(60), parts(intact("1")), List.of(row(10, 1, 1)), false);
    assertThat(happens(batch)).containsExactly(new DdlObserved("prod", row(10, 1, 1)));
  }

  @Test
  void stopping_needs_a_reason_and_is_recorded_once() {
    assertThatThrownBy(() -> happens(new StopCapture("prod", at(60), " ")))
        .isInstanceOf(LedgerRefusal.ReasonRequired.class);
    assertThat(happens(new StopCapture("prod", at(60), " moved ")))
        .containsExactly(new CaptureStopped("prod", at(60), "moved"));
    assertThat(happens(new StopCapture("prod", at(61), "moved"))).isEmpty();
    assertThat(happens(look(70, part("2", Condition.MISSING), List.of()))).isEmpty();
  }

  @Test
  void a_state_restored_from_its_image_goes_on_in_the_same_way() {
    happens(look(60, part("2", Condition.DISABLED), List.of(row(10, 1, 1))));
    state = LedgerState.of(state.image());
    assertThat(happens(look(70, part("2", Condition.DISABLED), List.of(row(10, 1, 1))))).isEmpty();
  }

  @Test
  void any_split_into_batches_records_the_same_statements() {
    var rows = IntStream.rangeClosed(1, 40).mapToObj(i -> row(i / 3, i % 3 + 1, i)).toList();
    for (int size = 1; size <= 40; size++) {
      a_fresh_target();
      long seen = 0;
      for (int from = 0; from < rows.size(); from += size) {
        var batch = rows.subList(from, Math.min(from + size, rows.size()));
        var again = look(60, intact("1"), batch);
        seen += happens(again).stream().filter(DdlObserved.class::isInstance).count();
        assertThat(happens(again).stream().filter(DdlObserved.class::isInstance)).isEmpty();
      }
      assertThat(seen).as("batches of %d", size).isEqualTo(40);
    }
  }

  private void a_fresh_target() {
    state = new LedgerState();
    a_capture_that_runs_since_nine();
  }

  private List<LedgerEvent> happens(LedgerCommand command) {
    var events = LedgerRules.decide(state, command);
    events.forEach(state::evolve);
    return events;
  }

  private static ObserveDdl look(int second, CapturePart part, List<ObservedDdl> rows) {
    return new ObserveDdl("prod", at(second), parts(part), rows, true);
  }

  private static List<CapturePart> parts(CapturePart... parts) {
    return Arrays.asList(parts);
  }

  private static CapturePart intact(String mark) {
    return part(mark, Condition.INTACT);
  }

  private static CapturePart part(String mark, Condition condition) {
    return new CapturePart(CapturePart.Kind.INSTALLED, TRIGGER, mark, condition, "");
  }

  private static CapturePart timeline(String mark) {
    return new CapturePart(
        CapturePart.Kind.TIMELINE, "the server's timeline", mark, Condition.INTACT, "");
  }

  private static ObservedDdl row(long transaction, int ordinal, int second) {
    return new ObservedDdl(
        transaction,
        ordinal,
        ObservedDdl.Source.COMMAND,
        at(second),
        at(second).minusMillis(1),
        "CREATE TABLE",
        "table",
        "public",
        "public.t",
        "",
        new ObservedDdl.Session(1, "dana", "dana", "", ""),
        false,
        "",
        "",
        ObservedDdl.Proof.NONE);
  }

  private static Instant at(int second) {
    return NINE.plusSeconds(second);
  }
}
