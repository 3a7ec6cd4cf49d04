package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.CompleteRepair;
import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.domain.command.PlanRepair;
import dev.migrationledger.domain.command.SettleRestore;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestoreRulesTest {

  private static final String STATE = "RECOVER-008";
  private static final String INDEX = "index public.i";

  private static PlanRepair plan() {
    return new PlanRepair(TARGET, "p1", STATE, INDEX, "invalid", List.of());
  }

  private static CompleteRepair complete(boolean accepted, String reason) {
    return new CompleteRepair(TARGET, "p1", STATE, INDEX, accepted, "done", "proof", reason);
  }

  private static SettleRestore settle(
      List<PlannedMigration> taken, List<Version> undone, List<Version> kept) {
    return new SettleRestore(
        TARGET, "7302", "other", List.of("old"), taken, undone, kept, "found", "restored");
  }

  @Test
  void a_repair_is_planned_once_and_completed_once() {
    var story = Story.applied("0029").and(plan());
    assertThat(story.does(plan())).isEmpty();
    assertThatThrownBy(() -> story.does(complete(false, " ")))
        .isInstanceOf(LedgerRefusal.ReasonRequired.class);
    assertThat(story.does(complete(false, "why"))).hasOnlyElementsOfType(TargetRepaired.class);
    assertThat(story.does(complete(false, "why"))).isEmpty();
    assertThat(story.state.repairs()).isEqualTo(Repairs.NONE);
  }

  @Test
  void what_is_accepted_stays_accepted() {
    var story = Story.applied("0029").and(plan()).and(complete(true, "why"));
    assertThat(story.state.repairs().accepts(STATE, INDEX)).isTrue();
    assertThat(LedgerState.of(story.state.image()).repairs()).isEqualTo(story.state.repairs());
  }

  @Test
  void a_receipt_is_disowned_once_and_only_when_it_differs() {
    var story = Story.applied("0029");
    assertThat(story.does(new DisownReceipt(TARGET, v("0029"), sum('a'), "why"))).isEmpty();
    var disown = new DisownReceipt(TARGET, v("0029"), sum('b'), "why");
    assertThat(story.does(disown))
        .containsExactly(new ReceiptTampered(TARGET, v("0029"), sum('a'), sum('b'), "why"));
    assertThat(story.does(disown)).isEmpty();
  }

  @Test
  void what_a_restored_target_lost_may_run_again() {
    var story = Story.applied("0029");
    assertThat(story.does(settle(List.of(), List.of(v("0029")), List.of())))
        .hasOnlyElementsOfType(LedgerRestored.class);
    assertThat(story.of("0029").status()).isEqualTo(MigrationStatus.ROLLED_BACK);
    assertThat(story.state.highestDone()).isEmpty();
    assertThat(story.state.database()).isEqualTo("other");
    assertThat(story.state.repairs().acceptsName("old")).isTrue();
    assertThatThrownBy(() -> story.does(settle(List.of(), List.of(v("0029")), List.of())))
        .isInstanceOf(LedgerRefusal.NothingToRecover.class);
  }

  @Test
  void what_receipts_prove_is_taken_in_the_bytes_that_the_ledger_has_seen() {
    var story = Story.applied("0029").and(settle(List.of(), List.of(v("0029")), List.of()));
    var other = new PlannedMigration(v("0029"), "0029_a.sql", sum('b'));
    assertThatThrownBy(() -> story.does(settle(List.of(other), List.of(), List.of())))
        .isInstanceOf(LedgerRefusal.ChecksumChanged.class);
    var unknown = new PlannedMigration(v("0031"), "0031_a.sql", sum('a'));
    assertThatThrownBy(() -> story.does(settle(List.of(unknown), List.of(), List.of())))
        .isInstanceOf(LedgerRefusal.UnknownMigration.class);
    var same = new PlannedMigration(v("0029"), "0029_a.sql", sum('a'));
    assertThat(story.does(settle(List.of(same), List.of(), List.of()))).hasSize(1);
    assertThat(story.of("0029").status()).isEqualTo(MigrationStatus.APPLIED);
    assertThat(story.state.highestDone()).contains(v("0029"));
  }

  @Test
  void an_applied_migration_may_be_kept_without_a_receipt() {
    var story = Story.applied("0029");
    assertThat(story.does(settle(List.of(), List.of(), List.of(v("0029"))))).hasSize(1);
    assertThat(story.state.repairs().acceptsNoReceipt(v("0029"))).isTrue();
    assertThat(story.does(settle(List.of(), List.of(), List.of(v("0029"))))).isEmpty();
  }
}
