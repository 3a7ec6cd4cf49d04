package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.ANN;
import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.ack;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.baseline;
import static dev.migrationledger.domain.ledger.Story.complete;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.edit;
import static dev.migrationledger.domain.ledger.Story.edits;
import static dev.migrationledger.domain.ledger.Story.failed;
import static dev.migrationledger.domain.ledger.Story.file;
import static dev.migrationledger.domain.ledger.Story.finding;
import static dev.migrationledger.domain.ledger.Story.finish;
import static dev.migrationledger.domain.ledger.Story.plan;
import static dev.migrationledger.domain.ledger.Story.planned;
import static dev.migrationledger.domain.ledger.Story.refuse;
import static dev.migrationledger.domain.ledger.Story.registered;
import static dev.migrationledger.domain.ledger.Story.retire;
import static dev.migrationledger.domain.ledger.Story.script;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LedgerStoryTest {

  private static Edit only(List<LedgerEvent> events) {
    return ((MigrationEdited) events.getFirst()).edit();
  }

  @Test
  void two_edits_in_a_row_each_say_what_was_seen_before() {
    var story = Story.applied("0029");
    var first = only(story.does(edits(edit("0029", 'b'))));
    var second = only(story.does(edits(edit("0029", 'c'))));
    assertThat(first.previous()).isEqualTo(sum('a'));
    assertThat(second.previous()).isEqualTo(sum('b'));
    assertThat(second.applied()).isEqualTo(sum('a'));
    assertThat(story.does(edits(edit("0029", 'c')))).isEmpty();
  }

  @Test
  void an_edit_taken_back_is_a_revert_and_no_longer_open() {
    var story = Story.applied("0029").and(edits(edit("0029", 'b')));
    assertThat(only(story.does(edits(edit("0029", 'a')))).kind()).isEqualTo(Edit.Kind.REVERTED);
    assertThat(story.of("0029").edited()).isFalse();
  }

  @Test
  void a_renamed_file_with_the_same_bytes_is_cosmetic_and_not_a_revert() {
    var e = edit("0029", 'a');
    var moved =
        new Edit(
            e.version(),
            "0029_y.sql",
            e.applied(),
            e.previous(),
            e.now(),
            e.normalisedNow(),
            e.kind(),
            "",
            "",
            List.of());
    var story = Story.applied("0029");
    assertThat(only(story.does(edits(moved))).kind()).isEqualTo(Edit.Kind.COSMETIC);
    assertThat(story.of("0029").file()).isEqualTo("0029_y.sql");
  }

  @Test
  void an_edit_after_an_acknowledged_edit_is_open_again() {
    var story = Story.applied("0029").and(edits(edit("0029", 'b')));
    assertThat(story.of("0029").editOpen()).isTrue();
    assertThat(story.does(ack("0029", 'b')))
        .containsExactly(new EditAcknowledged(TARGET, v("0029"), sum('b'), "a typo", "Bob"));
    assertThat(story.does(ack("0029", 'b'))).isEmpty();
    assertThat(story.of("0029").editOpen()).isFalse();
    story.does(edits(edit("0029", 'c')));
    assertThat(story.of("0029").editOpen()).isTrue();
  }

  @Test
  void the_state_tells_whether_the_last_edit_is_cosmetic() {
    var story = Story.applied("0029").and(edits(cosmetic(edit("0029", 'b'))));
    assertThat(story.of("0029").sight().cosmetic()).isTrue();
    story.does(ack("0029", 'b'));
    assertThat(story.of("0029").sight().cosmetic()).isTrue();
    story.does(edits(edit("0029", 'c')));
    assertThat(story.of("0029").sight().cosmetic()).isFalse();
    story.does(edits(cosmetic(edit("0029", 'a'))));
    assertThat(story.of("0029").sight().cosmetic()).isFalse();
  }

  private static Edit cosmetic(Edit e) {
    return new Edit(
        e.version(),
        e.file(),
        e.applied(),
        e.previous(),
        e.now(),
        e.normalisedNow(),
        Edit.Kind.COSMETIC,
        "",
        "",
        List.of());
  }

  @Test
  void bytes_that_moved_on_cannot_be_acknowledged() {
    var story = Story.applied("0029").and(edits(edit("0029", 'c')));
    assertThatThrownBy(() -> story.does(ack("0029", 'b')))
        .hasMessage(
            "LEDGER-013 there is no edit of 0029 to acknowledge: the file last seen has checksum"
                + " cccccccccccc, not bbbbbbbbbbbb. Nothing was recorded. Run \"ledger edits"
                + " 0029\" to see what is open.");
  }

  @Test
  void a_migration_retired_by_hand_keeps_its_state_and_never_runs() {
    var story = registered().discovers("0008");
    var byHand =
        new RetireMigration(TARGET, v("0008"), file("0008"), " renamed ", true, List.of(ANN));
    assertThat(story.does(byHand))
        .containsExactly(
            new MigrationRetired(
                TARGET,
                v("0008"),
                file("0008"),
                "renamed",
                MigrationStatus.PENDING,
                true,
                List.of(ANN)));
    assertThat(story.does(byHand)).isEmpty();
    assertThat(story.does(discover(script("0008", 'b')))).isEmpty();
    assertThatThrownBy(() -> story.does(start("r1", "0008")))
        .isInstanceOf(LedgerRefusal.RetiredMigration.class);
  }

  @Test
  void a_migration_that_is_about_to_run_is_neither_retired_nor_discovered_anew() {
    var story = registered().discovers("0001").and(start("r1", "0001"));
    assertThatThrownBy(() -> story.does(retire("0001")))
        .isInstanceOf(LedgerRefusal.RunInProgress.class);
    assertThat(story.does(discover(script("0001", 'b')))).isEmpty();
    assertThatThrownBy(() -> story.does(baseline("0001")))
        .isInstanceOf(LedgerRefusal.RunInProgress.class);
  }

  @Test
  void a_half_done_migration_runs_again_only_after_a_recovery_is_planned() {
    var story = RefusalTest.halfDone("0031");
    assertThatThrownBy(() -> story.does(start("r2", "0031")))
        .isInstanceOf(LedgerRefusal.NeedsRecovery.class);
    assertThatThrownBy(() -> story.does(baseline("0031")))
        .isInstanceOf(LedgerRefusal.NeedsRecovery.class);
    story.and(plan("0031")).runs("r2", "0031");
    assertThat(story.status("0031")).isEqualTo(MigrationStatus.APPLIED);
    assertThatThrownBy(() -> story.does(complete("0031", MigrationStatus.PENDING)))
        .hasMessage(
            "LEDGER-007 migration 0031 is already applied, it cannot be recovered to pending."
                + " Nothing was recorded. To take its change back, write a new migration that"
                + " reverses it.");
    assertThat(story.does(complete("0031", MigrationStatus.APPLIED))).hasSize(1);
    assertThat(story.of("0031").recovering()).isFalse();
  }

  @Test
  void half_done_once_more_needs_another_plan() {
    var story = RefusalTest.halfDone("0031").and(plan("0031")).and(start("r2", "0031"));
    story.and(failed("r2", "0031", Failure.Kind.HALF_DONE)).and(finish("r2", RunOutcome.FAILED));
    assertThat(story.of("0031").failures()).isEqualTo(2);
    assertThatThrownBy(() -> story.does(start("r3", "0031")))
        .isInstanceOf(LedgerRefusal.NeedsRecovery.class);
  }

  @Test
  void a_half_done_script_may_be_mended_once_a_recovery_is_planned() {
    var story = RefusalTest.halfDone("0031");
    assertThat(story.does(discover(script("0031", 'b')))).isEmpty();
    story.and(plan("0031"));
    assertThat(story.does(discover(script("0031", 'b')))).hasSize(1);
    assertThat(story.status("0031")).isEqualTo(MigrationStatus.UNKNOWN);
    assertThat(story.does(start("r2", List.of(planned("0031", 'b')), List.of()))).hasSize(2);
  }

  @Test
  void a_recovery_can_take_a_migration_back_to_pending_and_never_leaves_doubt() {
    var story = RefusalTest.halfDone("0031").and(plan("0031"));
    story.does(complete("0031", MigrationStatus.PENDING));
    assertThat(story.status("0031")).isEqualTo(MigrationStatus.PENDING);
    assertThatThrownBy(() -> story.does(complete("0031", MigrationStatus.PENDING)))
        .isInstanceOf(LedgerRefusal.NothingToRecover.class);
    assertThatThrownBy(() -> complete("0031", MigrationStatus.UNKNOWN))
        .hasMessage("a recovery does not end as UNKNOWN");
  }

  @Test
  void an_interrupted_run_is_closed_and_run_again() {
    var story = registered().discovers("0001").and(start("r1", "0001"));
    story
        .and(failed("r1", "0001", Failure.Kind.INTERRUPTED))
        .and(finish("r1", RunOutcome.INTERRUPTED));
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.FAILED);
    story.runs("r2", "0001");
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.APPLIED);
  }

  @Test
  void nothing_is_recorded_after_a_failure_and_the_rest_was_not_tried() {
    var story =
        registered()
            .discovers("0001", "0002", "0003")
            .and(start("r1", "0001", "0002", "0003"))
            .and(applied("r1", "0001"))
            .and(failed("r1", "0002", Failure.Kind.ROLLED_BACK));
    assertThat(story.does(failed("r1", "0002", Failure.Kind.ROLLED_BACK))).isEmpty();
    assertThatThrownBy(() -> story.does(applied("r1", "0003")))
        .hasMessage(
            "LEDGER-005 migration 0003 is not what run r1 has to do next (nothing, because 0002"
                + " failed). Nothing was recorded. Run \"ledger recover\".");
    assertThat(story.does(finish("r1", RunOutcome.FAILED)))
        .containsExactly(
            new RunFinished(TARGET, "r1", RunOutcome.FAILED, 1, List.of(v("0003")), 5));
  }

  @Test
  void a_lower_number_runs_only_with_a_recorded_override() {
    var story = Story.applied("0031").discovers("0029");
    var override = new RuleOverride("PLAN-005", v("29"), "hotfix");
    assertThat(story.does(start("r1", List.of(planned("0029", 'a')), List.of(override))))
        .startsWith(new RuleOverridden(TARGET, "r1", override));
    var applied = (MigrationApplied) story.does(applied("r1", "0029")).getFirst();
    assertThat(applied.outOfOrder()).isTrue();
    assertThat(story.of("0029").outOfOrder()).isTrue();
    assertThat(story.state.highestDone()).contains(v("0031"));
  }

  @Test
  void another_override_does_not_allow_a_lower_number() {
    var story = Story.applied("0031").discovers("0029");
    var other = new RuleOverride("PLAN-004", v("0029"), "hotfix");
    assertThatThrownBy(() -> story.does(start("r1", List.of(planned("0029", 'a')), List.of(other))))
        .isInstanceOf(LedgerRefusal.OutOfOrder.class);
  }

  @Test
  void a_plan_is_ascending_and_names_a_migration_once() {
    var story = registered().discovers("0001", "0002");
    assertThatThrownBy(() -> story.does(start("r1", "0002", "0001")))
        .isInstanceOf(LedgerRefusal.OutOfOrder.class);
    assertThatThrownBy(() -> story.does(start("r1", "0001", "0001")))
        .isInstanceOf(LedgerRefusal.DuplicateVersion.class);
  }

  @Test
  void a_dependency_is_satisfied_by_a_migration_earlier_in_the_plan() {
    var story = registered().and(discover(script("0001", 'a'), script("0002", 'a', "1")));
    story.runs("r1", "0001", "0002");
    assertThat(story.status("0002")).isEqualTo(MigrationStatus.APPLIED);
  }

  @Test
  void a_version_is_its_number_however_it_is_written() {
    assertThat(v("0029")).isEqualTo(v("29")).hasSameHashCodeAs(v("29")).isNotEqualTo(v("30"));
    assertThat(v("0029").compareTo(v("29"))).isZero();
    assertThat(new HashSet<>(List.of(v("0029"))).contains(v("29"))).isTrue();
    assertThat(Map.of(v("29"), "x").get(v("029"))).isEqualTo("x");
    assertThat(v("0029")).hasToString("0029");
    assertThatThrownBy(() -> registered().does(discover(script("0029", 'a'), script("29", 'a'))))
        .isInstanceOf(LedgerRefusal.DuplicateVersion.class)
        .hasMessageStartingWith("LEDGER-010 migration 29 is both 0029_x.sql and 29_x.sql.");
  }

  @Test
  void a_baseline_covers_pending_ones_only() {
    var story = Story.applied("0001").discovers("0002", "0003", "0004").and(retire("0003"));
    assertThat(story.does(baseline("0003")))
        .containsExactly(
            new BaselineEstablished(TARGET, v("0003"), List.of(v("0002")), "taken over", ""));
    assertThat(story.does(baseline("0003"))).isEmpty();
    assertThat(story.status("0002")).isEqualTo(MigrationStatus.BASELINED);
    assertThat(story.status("0004")).isEqualTo(MigrationStatus.PENDING);
  }

  @Test
  void a_file_is_rejected_once_for_the_same_findings_and_again_when_they_change() {
    var story = registered().discovers("0001");
    assertThat(story.does(refuse("r1", finding("0001", "bad")))).hasSize(2);
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.REJECTED);
    assertThat(story.does(refuse("r2", finding("0001", "bad"))))
        .hasSize(1)
        .first()
        .isInstanceOf(RunRefused.class);
    assertThat(story.does(refuse("r3", finding("0001", "worse")))).hasSize(2);
    story.runs("r4", "0001");
    assertThat(story.state.image().rejected()).isEmpty();
  }

  @Test
  void a_rejected_file_is_found_by_its_new_name_after_a_rename() {
    var story = registered().discovers("0001");
    var renamed = script("0001", 'a');
    story.and(
        discover(
            new Script(
                renamed.version(),
                "0001_new.sql",
                sum('a'),
                sum('a'),
                1,
                "",
                ANN,
                List.of(),
                List.of(),
                true,
                ScriptFacts.NONE)));
    story.does(refuse("r1", finding("0001", "bad")));
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.PENDING);
  }

  @Test
  void an_image_lists_rejected_files_by_name() {
    var story = registered();
    story.does(refuse("r1", finding("9", "x"), finding("3", "x"), finding("5", "x")));
    assertThat(story.state.image().rejected().keySet())
        .containsExactly("3_x.sql", "5_x.sql", "9_x.sql");
  }

  @Test
  void a_retry_of_any_step_of_a_run_records_nothing() {
    var story = registered().discovers("0001");
    for (LedgerCommand command :
        List.of(
            new RegisterTarget(TARGET, "production", "71", "shop"),
            start("r1", "0001"),
            applied("r1", "0001"),
            finish("r1", RunOutcome.SUCCEEDED))) {
      story.does(command);
      assertThat(story.does(command)).as(command.toString()).isEmpty();
    }
    assertThatThrownBy(() -> story.does(start("r1"))).isInstanceOf(LedgerRefusal.NoSuchRun.class);
  }

  @ParameterizedTest
  @EnumSource
  void only_four_states_may_run(MigrationStatus status) {
    var may =
        Set.of(
            MigrationStatus.PENDING,
            MigrationStatus.REJECTED,
            MigrationStatus.FAILED,
            MigrationStatus.ROLLED_BACK);
    assertThat(status.mayRun()).isEqualTo(may.contains(status));
  }
}
