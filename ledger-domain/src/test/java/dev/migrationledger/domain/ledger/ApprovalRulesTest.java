package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.ANN;
import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.planned;
import static dev.migrationledger.domain.ledger.Story.registered;
import static dev.migrationledger.domain.ledger.Story.retire;
import static dev.migrationledger.domain.ledger.Story.rolledBack;
import static dev.migrationledger.domain.ledger.Story.script;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.takeBack;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.matchesPattern;

import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.ledger.ApprovalState.BrokenGlass;
import dev.migrationledger.domain.ledger.ApprovalState.Given;
import dev.migrationledger.domain.origin.Identity;
import dev.migrationledger.domain.run.RuleOverride;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApprovalRulesTest {

  private static final String AUTHOR = ANN.signature();

  private final AggregateTestFixture<Ledger> ledger = new AggregateTestFixture<>(Ledger.class);
  private final TargetRegistered registered =
      new TargetRegistered(TARGET, "production", "71", "shop");
  private final MigrationDiscovered discovered =
      new MigrationDiscovered(TARGET, script("0031", 'a'));

  @Test
  void an_approval_is_recorded_with_the_bytes_it_is_for() {
    ledger
        .given(registered, discovered)
        .when(approve("0031", 'a', " bea "))
        .expectEvents(approved("bea"));
  }

  @Test
  void the_same_person_approves_the_same_bytes_once() {
    ledger
        .given(registered, discovered, approved("bea"))
        .when(approve("0031", 'a', "BEA"))
        .expectNoEvents();
  }

  @Test
  void nobody_approves_their_own_work() {
    ledger
        .given(registered, discovered)
        .when(approve("0031", 'a', "ANN@example.org"))
        .expectException(LedgerRefusal.OwnWork.class)
        .expectNoEvents();
  }

  @Test
  void everything_that_speaks_against_an_approval_is_said_at_once() {
    ledger
        .given(registered, discovered)
        .when(new ApproveMigration(TARGET, v("0031"), sum('b'), "ann", AUTHOR, " "))
        .expectException(LedgerRefusal.Several.class)
        .expectExceptionMessage(matchesPattern("(?s)LEDGER-014 .*\nLEDGER-009 .*\nLEDGER-018 .*"));
  }

  @Test
  void other_bytes_than_the_ledger_knows_are_not_approved() {
    ledger
        .given(registered, discovered)
        .when(approve("0031", 'b', "bea"))
        .expectException(LedgerRefusal.ChecksumChanged.class);
  }

  @Test
  void withdrawing_names_everybody_whose_approval_ends() {
    ledger
        .given(registered, discovered, approved("bea"), approved("cee"))
        .when(new WithdrawApproval(TARGET, v("0031"), "too slow"))
        .expectEvents(
            new ApprovalWithdrawn(
                TARGET, v("0031"), "0031_x.sql", sum('a'), List.of("bea", "cee"), "too slow"));
  }

  @Test
  void an_edit_voids_an_approval_also_when_the_bytes_come_back() {
    var story = registered().discovers("0031").and(approve("0031", 'a', "bea"));
    assertThat(story.state.approvals().of(v("0031"), sum('a')))
        .containsExactly(new Given(v("0031"), sum('a'), "bea", AUTHOR));
    story.does(discover(script("0031", 'b')));
    assertThat(story.state.approvals().given()).isEmpty();
    story.does(discover(script("0031", 'a')));
    assertThat(story.state.approvals().given()).isEmpty();
  }

  @Test
  void an_approval_is_for_one_migration_and_ends_when_it_ran() {
    var story = registered().discovers("0030", "0031").and(approve("0031", 'a', "bea"));
    assertThat(story.state.approvals().of(v("0030"), sum('a'))).isEmpty();
    story.runs("r1", "0030");
    assertThat(story.state.approvals().given()).hasSize(1);
    story.runs("r2", "0031").and(takeBack("r3", "0031")).and(rolledBack("r3", "0031"));
    assertThat(story.state.approvals().given()).isEmpty();
  }

  @Test
  void what_has_run_or_never_will_is_not_approved() {
    refused(applied("0031"), approve("0031", 'a', "bea"), LedgerRefusal.AlreadyDone.class);
    refused(
        registered().discovers("0031").and(retire("0031")),
        approve("0031", 'a', "bea"),
        LedgerRefusal.RetiredMigration.class);
    refused(
        registered().discovers("0031").and(start("r1", "0031")),
        approve("0031", 'a', "bea"),
        LedgerRefusal.RunInProgress.class);
    refused(
        registered().discovers("0031").and(approve("0031", 'a', "bea")).and(start("r1", "0031")),
        new WithdrawApproval(TARGET, v("0031"), "late"),
        LedgerRefusal.RunInProgress.class);
    refused(registered(), approve("0031", 'a', "bea"), LedgerRefusal.UnknownMigration.class);
  }

  @Test
  void each_judgement_needs_a_reason() {
    var story = broken();
    for (var command :
        List.of(
            new ApproveMigration(TARGET, v("0032"), sum('a'), "bea", AUTHOR, " "),
            new WithdrawApproval(TARGET, v("0032"), " "),
            new ReviewException(TARGET, v("0031"), "bea", List.of(), " "))) {
      refused(story, command, LedgerRefusal.ReasonRequired.class);
    }
  }

  @Test
  void withdrawing_what_nobody_approved_says_nothing_new() {
    assertThat(registered().discovers("0031").does(new WithdrawApproval(TARGET, v("0031"), "no")))
        .isEmpty();
  }

  @Test
  void broken_glass_is_open_until_somebody_else_reviewed_it() {
    var story = broken();
    assertThat(story.state.approvals().unreviewed(v("0031")))
        .containsExactly(
            new BrokenGlass(v("0031"), "r1", "PLAN-018"),
            new BrokenGlass(v("0031"), "r1", "STORE-001"));
    refused(story, review("Dana", "dana"), LedgerRefusal.OwnException.class);
    assertThat(story.does(review("bea", "dana")))
        .containsExactly(
            new ExceptionReviewed(
                TARGET, v("0031"), List.of("r1"), List.of("PLAN-018", "STORE-001"), "bea", "fine"));
    assertThat(story.state.approvals().unreviewed()).isEmpty();
    refused(story, review("bea", "dana"), LedgerRefusal.NothingToReview.class);
  }

  @Test
  void a_rule_set_aside_for_another_reason_is_no_broken_glass() {
    var story = Story.applied("0032").discovers("0031");
    story.does(
        start(
            "r1",
            List.of(planned("0031", 'a')),
            List.of(new RuleOverride("PLAN-005", v("0031"), "late"))));
    assertThat(story.state.approvals()).isEqualTo(ApprovalState.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Ann <ann@example.org>, ann@example.org, true",
    "Ann <ann@example.org>, ANN, true",
    "ann, ann@example.org, true",
    "ann@example.org, ann@other.org, true",
    "1234+ann@users.noreply.example.org, ann, true",
    "Ann Lee <lee@example.org>, Ann Ray <ray@example.org>, false",
    "ann, bea, false",
    "'', '', false",
    "'<>', '', false"
  })
  void signatures_that_share_a_name_or_an_address_are_one_person(
      String one, String other, boolean same) {
    assertThat(Identity.isSame(one, other)).isEqualTo(same);
    assertThat(Identity.isSame(other, one)).isEqualTo(same);
  }

  private static Story broken() {
    var story = registered().discovers("0031", "0032");
    return story.and(
        start(
            "r1",
            List.of(planned("0031", 'a')),
            List.of(
                new RuleOverride("PLAN-018", v("0031"), "down"),
                new RuleOverride("STORE-001", v("0031"), "down"))));
  }

  private static void refused(
      Story story, LedgerCommand command, Class<? extends LedgerRefusal> refusal) {
    assertThatThrownBy(() -> story.does(command)).isInstanceOf(refusal);
  }

  static ApproveMigration approve(String version, char bytes, String approver) {
    return new ApproveMigration(TARGET, v(version), sum(bytes), approver, AUTHOR, " looks good ");
  }

  private static ReviewException review(String reviewer, String brokenBy) {
    return new ReviewException(TARGET, v("0031"), reviewer, List.of(brokenBy), "fine");
  }

  private static MigrationApproved approved(String approver) {
    return new MigrationApproved(
        TARGET, v("0031"), "0031_x.sql", sum('a'), approver, AUTHOR, "looks good");
  }
}
