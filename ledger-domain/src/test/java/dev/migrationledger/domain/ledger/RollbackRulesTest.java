package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.baseline;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.execution;
import static dev.migrationledger.domain.ledger.Story.finish;
import static dev.migrationledger.domain.ledger.Story.notRolledBack;
import static dev.migrationledger.domain.ledger.Story.registered;
import static dev.migrationledger.domain.ledger.Story.rollback;
import static dev.migrationledger.domain.ledger.Story.rolledBack;
import static dev.migrationledger.domain.ledger.Story.script;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.takeBack;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RunOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RollbackRulesTest {

  @Test
  void migrations_are_taken_back_from_the_highest_on_and_applied_again() {
    var story = applied("0029", "0030", "0031");
    assertThat(story.does(takeBack("r1", "0031", "0030")))
        .containsExactly(
            new RollbackStarted(
                TARGET,
                "r1",
                List.of(rollback("0031", 'a'), rollback("0030", 'a')),
                "wrong release",
                Map.of()));
    assertThat(story.does(takeBack("r1", "0031", "0030"))).isEmpty();
    assertThat(story.does(rolledBack("r1", "0031")))
        .containsExactly(
            new MigrationRolledBack(
                TARGET,
                "r1",
                v("0031"),
                "0031_x.down.sql",
                sum('d'),
                "5".repeat(64),
                execution(),
                "wrong release",
                false));
    assertThat(story.does(rolledBack("r1", "0031"))).isEmpty();
    assertThat(story.state.highestDone()).contains(v("0030"));
    story.does(rolledBack("r1", "0030"));
    assertThat(story.does(finish("r1", RunOutcome.SUCCEEDED)))
        .containsExactly(new RollbackFinished(TARGET, "r1", RunOutcome.SUCCEEDED, 2, List.of(), 5));
    assertThat(story.does(finish("r1", RunOutcome.SUCCEEDED))).isEmpty();
    assertThat(story.state.highestDone()).contains(v("0029"));
    assertThat(story.status("0031")).isEqualTo(MigrationStatus.ROLLED_BACK);

    story.runs("r2", "0030", "0031");

    assertThat(story.state.highestDone()).contains(v("0031"));
    assertThat(story.status("0031")).isEqualTo(MigrationStatus.APPLIED);
  }

  @Test
  void what_was_taken_back_may_come_again_with_other_bytes() {
    var story = applied("0029").and(takeBack("r1", "0029")).and(rolledBack("r1", "0029"));
    story.and(finish("r1", RunOutcome.SUCCEEDED)).and(discover(script("0029", 'b')));
    assertThat(story.status("0029")).isEqualTo(MigrationStatus.PENDING);
    assertThat(story.of("0029").checksum()).isEqualTo(sum('b'));
  }

  @Test
  void a_down_script_that_fails_leaves_its_migration_applied_and_ends_the_run() {
    var story = two().and(takeBack("r1", "0030", "0029"));
    assertThat(story.does(notRolledBack("r1", "0030"))).hasOnlyElementsOfType(RollbackFailed.class);
    assertThat(story.does(notRolledBack("r1", "0030"))).isEmpty();
    assertThat(story.status("0030")).isEqualTo(MigrationStatus.APPLIED);
    assertThatThrownBy(() -> story.does(rolledBack("r1", "0029")))
        .isInstanceOf(LedgerRefusal.NotInPlan.class);
    assertThat(story.does(finish("r1", RunOutcome.FAILED)))
        .containsExactly(
            new RollbackFinished(TARGET, "r1", RunOutcome.FAILED, 0, List.of(v("0029")), 5));
  }

  @Test
  void only_what_ran_here_is_taken_back_and_nothing_that_others_stand_on() {
    assertRefused(two(), "0029", "0029 cannot be taken back: 0030 is done and comes first");
    assertRefused(
        registered().discovers("0029").and(baseline("0029")),
        "0029",
        "0029 cannot be taken back: it is baselined");
    var changed = new StartRollback(TARGET, "r1", List.of(rollback("0029", 'b')), "why", Map.of());
    assertThatThrownBy(() -> applied("0029").does(changed))
        .isInstanceOf(LedgerRefusal.ChecksumChanged.class);
    var noReason = new StartRollback(TARGET, "r1", List.of(rollback("0029", 'a')), " ", Map.of());
    assertThatThrownBy(() -> applied("0029").does(noReason))
        .isInstanceOf(LedgerRefusal.ReasonRequired.class)
        .hasMessageContaining("to take migrations back");
  }

  private static Story two() {
    return registered().discovers("0029", "0030").runs("r0", "0029", "0030");
  }

  private static void assertRefused(Story story, String version, String words) {
    assertThatThrownBy(() -> story.does(takeBack("r1", version))).hasMessageContaining(words);
  }

  @Test
  void a_run_goes_one_way() {
    var back = applied("0029").and(takeBack("r1", "0029"));
    assertThatThrownBy(() -> back.does(start("r2", "0029")))
        .isInstanceOf(LedgerRefusal.RunInProgress.class);
    var forth = registered().discovers("0029").and(start("r1", "0029"));
    assertThatThrownBy(() -> forth.does(rolledBack("r1", "0029")))
        .isInstanceOf(LedgerRefusal.NoSuchRun.class)
        .hasMessageContaining("r1, which applies migrations");
    assertThatThrownBy(() -> forth.does(takeBack("r2", "0029")))
        .isInstanceOf(LedgerRefusal.RunInProgress.class);
  }

  @Test
  void a_refusal_is_on_record_and_changes_nothing() {
    var story = applied("0029");
    var before = story.state.image();
    assertThat(story.does(new RefuseRollback(TARGET, "r1", "0028", "why", List.of())))
        .containsExactly(new RollbackRefused(TARGET, "r1", "0028", "why", List.of()));
    assertThat(story.state.image()).isEqualTo(before);
  }

  @Test
  void an_open_rollback_survives_a_snapshot() {
    var story = applied("0029").and(takeBack("r1", "0029"));
    assertThat(LedgerState.of(story.state.image()).run()).isEqualTo(story.state.run());
    assertThat(story.state.run().isRollback()).isTrue();
  }
}
