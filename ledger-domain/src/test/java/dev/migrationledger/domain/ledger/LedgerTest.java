package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.ack;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.baseline;
import static dev.migrationledger.domain.ledger.Story.complete;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.edits;
import static dev.migrationledger.domain.ledger.Story.failed;
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
import static org.hamcrest.CoreMatchers.containsString;

import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.RunOutcome;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LedgerTest {

  private final AggregateTestFixture<Ledger> ledger = new AggregateTestFixture<>(Ledger.class);
  private final TargetRegistered registered =
      new TargetRegistered(TARGET, "production", "71", "shop");

  @Test
  void a_new_target_is_registered() {
    ledger
        .givenNoPriorActivity()
        .when(new RegisterTarget(TARGET, "production", "71", "shop"))
        .expectEvents(registered);
  }

  @Test
  void a_target_registered_twice_is_one_target() {
    ledger
        .given(registered)
        .when(new RegisterTarget(TARGET, "production", "71", "shop"))
        .expectNoEvents();
  }

  @Test
  void a_command_for_a_target_nobody_registered_is_refused_in_the_ledgers_words() {
    ledger
        .givenNoPriorActivity()
        .when(discover(script("0001", 'a')))
        .expectException(LedgerRefusal.UnknownTarget.class)
        .expectExceptionMessage(containsString("the ledger knows no target \"prod\""));
  }

  @Test
  void every_command_reaches_the_rules() {
    for (var command :
        List.of(
            edits(),
            refuse("r"),
            start("r"),
            applied("r", "1"),
            failed("r", "1", dev.migrationledger.domain.run.Failure.Kind.ROLLED_BACK),
            finish("r", RunOutcome.FAILED),
            ack("1", 'a'),
            retire("1"),
            baseline("1"),
            plan("1"),
            complete("1", dev.migrationledger.domain.run.MigrationStatus.PENDING))) {
      new AggregateTestFixture<>(Ledger.class)
          .givenNoPriorActivity()
          .when(command)
          .expectException(LedgerRefusal.UnknownTarget.class);
    }
  }

  @Test
  void a_run_declares_its_plan_before_anything_runs() {
    ledger
        .given(registered, new MigrationDiscovered(TARGET, script("0001", 'a')))
        .when(start("r1", "0001"))
        .expectEvents(
            new MigrationValidated(TARGET, v("0001"), sum('a'), List.of()),
            new RunStarted(TARGET, "r1", List.of(planned("0001", 'a')), Map.of()));
  }

  @Test
  void a_retired_migration_is_never_applied() {
    ledger
        .given(registered, new MigrationDiscovered(TARGET, script("0008", 'a')))
        .andGivenCommands(retire("0008"))
        .when(start("r1", "0008"))
        .expectException(LedgerRefusal.RetiredMigration.class);
  }
}
