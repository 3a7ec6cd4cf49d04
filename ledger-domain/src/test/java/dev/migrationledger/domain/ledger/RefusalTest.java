package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.ack;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.failed;
import static dev.migrationledger.domain.ledger.Story.file;
import static dev.migrationledger.domain.ledger.Story.finish;
import static dev.migrationledger.domain.ledger.Story.plan;
import static dev.migrationledger.domain.ledger.Story.planned;
import static dev.migrationledger.domain.ledger.Story.registered;
import static dev.migrationledger.domain.ledger.Story.retire;
import static dev.migrationledger.domain.ledger.Story.script;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.takeBack;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusalTest {

  @ParameterizedTest
  @EnumSource
  void every_example_of_the_catalogue_is_what_a_user_reads(LedgerRefusalCode code) {
    var thrown = refusalFor(code);
    assertThat(thrown).isInstanceOf(code.refusal()).hasMessage(code.example());
    assertThat(((LedgerRefusal) thrown).code()).isEqualTo(code.code());
    assertThat(List.of(code.condition(), code.effect(), code.remedy()))
        .allSatisfy(text -> assertThat(text).endsWith("."));
  }

  @Test
  void every_refusal_has_one_entry_in_the_catalogue_and_every_entry_one_refusal() {
    var types =
        Arrays.stream(LedgerRefusal.class.getPermittedSubclasses())
            .filter(type -> type != LedgerRefusal.Several.class);
    assertThat(Stream.of(LedgerRefusalCode.values()).<Class<?>>map(LedgerRefusalCode::refusal))
        .containsExactlyInAnyOrderElementsOf(types.toList());
    assertThat(Stream.of(LedgerRefusalCode.values()).map(LedgerRefusalCode::code))
        .doesNotHaveDuplicates();
  }

  @Test
  void all_refusals_of_a_plan_are_given_at_once() {
    var story = registered().discovers("0001");
    var thrown = catchThrowable(() -> story.does(start("r1", "0007", "0008")));
    assertThat(thrown)
        .isInstanceOf(LedgerRefusal.Several.class)
        .hasMessage(
            "LEDGER-006 the ledger knows no migration 0007 on target \"prod\". Nothing was"
                + " recorded. Run \"ledger status\" to see those it knows.\n"
                + "LEDGER-006 the ledger knows no migration 0008 on target \"prod\". Nothing was"
                + " recorded. Run \"ledger status\" to see those it knows.");
    assertThat(((LedgerRefusal.Several) thrown).refusals()).hasSize(2);
  }

  private static Throwable refusalFor(LedgerRefusalCode code) {
    return switch (code) {
      case UNKNOWN_TARGET -> on(new Story(), discover());
      case TARGET_MISMATCH -> on(registered(), new RegisterTarget(TARGET, "test", "72", "shop"));
      case RUN_IN_PROGRESS ->
          on(registered().discovers("0031").and(start("r1", "0031")), start("r2"));
      case NO_SUCH_RUN -> on(registered(), finish("r1", RunOutcome.FAILED));
      case NOT_IN_PLAN ->
          on(
              registered().discovers("0030", "0031").and(start("r1", "0030", "0031")),
              applied("r1", "0031"));
      case UNKNOWN_MIGRATION -> on(registered(), retire("0031"));
      case ALREADY_DONE -> on(Story.applied("0031"), start("r1", "0031"));
      case OUT_OF_ORDER -> on(Story.applied("0031").discovers("0029"), start("r1", "0029"));
      case CHECKSUM_CHANGED ->
          on(registered().discovers("0031"), start("r1", List.of(planned("0031", 'b')), List.of()));
      case DUPLICATE_VERSION -> {
        var first = script("0031", 'a');
        yield on(registered(), discover(named(first, "0031_a.sql"), named(first, "0031_b.sql")));
      }
      case DEPENDENCY_NOT_APPLIED ->
          on(
              registered().and(discover(script("0029", 'a'), script("0031", 'a', "0029"))),
              start("r1", "0031"));
      case RETIRED_MIGRATION ->
          on(registered().discovers("0031").and(retire("0031")), start("r1", "0031"));
      case NOTHING_TO_ACKNOWLEDGE -> on(Story.applied("0029"), ack("0029", 'a'));
      case REASON_REQUIRED ->
          on(registered(), new RetireMigration(TARGET, v("0031"), "x", " ", false, List.of()));
      case NEEDS_RECOVERY -> on(halfDone("0031"), retire("0031"));
      case NOTHING_TO_RECOVER -> on(Story.applied("0031"), plan("0031"));
      case CANNOT_ROLL_BACK -> on(registered().discovers("0031"), takeBack("r1", "0031"));
      case OWN_WORK ->
          on(registered().discovers("0031"), ApprovalRulesTest.approve("0031", 'a', "ann"));
      case NOTHING_TO_REVIEW -> on(registered().discovers("0031"), review("bea"));
      case OWN_EXCEPTION -> {
        var glass = List.of(new RuleOverride("PLAN-018", v("0031"), "down"));
        var run = start("r1", List.of(planned("0031", 'a')), glass);
        yield on(registered().discovers("0031").and(run), review("dana"));
      }
    };
  }

  private static dev.migrationledger.domain.script.Script named(
      dev.migrationledger.domain.script.Script s, String file) {
    return new dev.migrationledger.domain.script.Script(
        s.version(),
        file,
        s.checksum(),
        s.normalisedChecksum(),
        s.bytes(),
        s.content(),
        s.author(),
        s.dependencies(),
        s.environments(),
        s.transactional(),
        s.facts());
  }

  private static ReviewException review(String who) {
    return new ReviewException(TARGET, v("0031"), who, List.of("dana"), "fine");
  }

  static Story halfDone(String version) {
    return registered()
        .discovers(version)
        .and(start("r1", version))
        .and(failed("r1", version, Failure.Kind.HALF_DONE))
        .and(finish("r1", RunOutcome.FAILED));
  }

  private static Throwable on(Story story, LedgerCommand command) {
    var before = story.state.image();
    var thrown = catchThrowable(() -> story.does(command));
    assertThat(story.state.image()).isEqualTo(before);
    return thrown;
  }
}
