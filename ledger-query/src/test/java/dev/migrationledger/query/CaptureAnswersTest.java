package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.query.capture.Attributed;
import dev.migrationledger.query.capture.Sighting;
import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.store.log.Content;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What captured DDL answers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class CaptureAnswersTest {

  private static final String TARGET = "prod";
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final ObservedDdl.Session DANA =
      new ObservedDdl.Session(7, "dana", "dana", "10.0.0.7", "psql");

  private TestLedger ledger;

  @BeforeEach
  void a_target() throws SQLException {
    ledger = TestLedger.fresh();
    send(Given.register(TARGET));
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
    ledger.close();
  }

  @Test
  void what_was_never_captured_is_said_to_be_unknown() {
    assertThat(ask("what DDL has no migration"))
        .isEqualTo(
            "Nobody knows: DDL on prod was never captured. \"ledger watch install\" begins it.");
    assertThat(ask("was capture ever off")).startsWith("Nobody knows");
    assertThat(attribute("public.t", "", 0, 10).grade()).isEqualTo(Grade.UNKNOWN);
  }

  @Test
  void ddl_without_a_migration_is_told_with_its_text_and_that_of_migrations_is_not() {
    start();
    look(60, intact("1"), row(1, 1, 10, "public.a", "0001"), row(2, 1, 20, "public.b", ""));
    look(70, intact("1"), row(3, 1, 30, "ledger.receipt", ""));

    var answer = ledger.query().ask(TARGET, "what DDL has no migration");

    assertThat(answer.answer())
        .isEqualTo(
            "1 change outside any migration was captured on prod since 2026-03-01 09:00:00 UTC, by"
                + " dana (1); the last is CREATE TABLE public.b by dana at 2026-03-01 09:00:20 UTC.");
    assertThat(answer.rows()).hasSize(1);
    assertThat(answer.rows().getFirst())
        .containsEntry("object", "public.b")
        .containsEntry("client_address", "10.0.0.7")
        .containsEntry("statement", java.util.Map.of("text", "CREATE TABLE public.b()"));
    assertThat(answer.evidence()).extracting("event").contains("CaptureStarted", "DdlObserved");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "which DDL ran without a migration",
        "what ddl is outside any migration",
        "show unexplained DDL"
      })
  void the_question_may_be_put_in_other_words(String question) {
    assertThat(ledger.query().ask(TARGET, question).understood())
        .isEqualTo("ddl-without-migration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"did the capture have gaps", "is ddl captured", "when was capture off"})
  void gaps_may_be_asked_for_in_other_words(String question) {
    assertThat(ledger.query().ask(TARGET, question).understood()).isEqualTo("capture-gaps");
  }

  @Test
  void gaps_are_told_from_when_to_when_and_why() {
    start();
    assertThat(ask("was capture ever off"))
        .isEqualTo(
            "No: DDL on prod is captured since 2026-03-01 09:00:00 UTC without a gap, last looked"
                + " at 2026-03-01 09:00:00 UTC.");
    look(60, part("2", Condition.DISABLED));
    assertThat(ask("was capture ever off"))
        .isEqualTo(
            "Yes: DDL on prod is captured since 2026-03-01 09:00:00 UTC, with 1 gap, of which 1"
                + " still open; the last began at 2026-03-01 09:00:00 UTC: the trigger, disabled"
                + " (switched off).");
    look(120, intact("3"));
    assertThat(ask("was capture ever off")).contains("with 1 gap, of which none is open");
    send(new StopCapture(TARGET, at(180), "moved"));
    assertThat(ask("was capture ever off"))
        .contains("with 2 gaps, of which 1 still open")
        .endsWith("the capture, uninstalled (moved).");
    send(new StartCapture(TARGET, at(240), List.of(intact("4"))));

    var answer = ledger.query().ask(TARGET, "was capture ever off");
    assertThat(answer.rows()).extracting(r -> r.get("ended_at")).doesNotContain("");
    assertThat(ask("what DDL has no migration"))
        .contains("There may be more: the capture had 2 gaps.");
  }

  @Test
  void a_change_is_proven_only_while_the_capture_was_whole() {
    start();
    look(60, intact("1"), row(1, 1, 10, "public.t", ""), row(2, 1, 40, "public.u", ""));

    var proven = attribute("public.t.email", "public.t", 5, 50);
    assertThat(proven.grade()).isEqualTo(Grade.PROVEN);
    assertThat(proven.statements()).hasSize(1);
    assertThat(proven.attribution().by()).isEqualTo("dana (psql from 10.0.0.7)");
    assertThat(proven.statements().getFirst().text()).isEqualTo("CREATE TABLE public.t()");

    assertThat(attribute("public.t", "", 20, 50).grade()).isEqualTo(Grade.UNKNOWN);
    assertThat(attribute("public.t", "", -60, 50))
        .extracting(Attributed::grade, Attributed::basis)
        .containsExactly(
            Grade.LOGGED,
            "the capture saw the object named, but DDL is captured only since 2026-03-01 09:00:00"
                + " UTC");
    assertThat(attribute("public.t", "", 5, 500).basis()).contains("it was last looked at");

    look(120, part("2", Condition.MISSING));
    assertThat(attribute("public.t", "", 5, 50).grade()).isEqualTo(Grade.PROVEN);
    assertThat(attribute("public.u", "", 5, 110))
        .extracting(Attributed::grade)
        .isEqualTo(Grade.LOGGED);
  }

  @Test
  void a_grant_that_mentions_the_object_is_logged() {
    start();
    var text = Content.of("GRANT SELECT ON public.orders TO app");
    ledger.store().keep(List.of(text));
    send(
        new ObserveDdl(
            TARGET,
            at(60),
            List.of(intact("1")),
            List.of(row(1, 1, 10, "", "", text.commitment(), "GRANT")),
            true));
    assertThat(attribute("public.orders", "", 5, 50).grade()).isEqualTo(Grade.LOGGED);
    assertThat(attribute("public.order", "", 5, 50).grade()).isEqualTo(Grade.UNKNOWN);
  }

  private void start() {
    send(new StartCapture(TARGET, NINE, List.of(intact("1"))));
  }

  private void look(int second, CapturePart part, ObservedDdl... rows) {
    send(new ObserveDdl(TARGET, at(second), List.of(part), Arrays.asList(rows), true));
  }

  private String ask(String question) {
    return ledger.query().ask(TARGET, question).answer();
  }

  private Attributed attribute(String identity, String within, int from, int to) {
    return ledger
        .query()
        .attribute(TARGET, new Sighting("table", "public", identity, within, at(from), at(to)));
  }

  private void send(LedgerCommand command) {
    ledger.store().send(command, Given.by("root"));
  }

  private ObservedDdl row(long transaction, int ordinal, int second, String name, String version) {
    var text = Content.of("CREATE TABLE " + name + "()");
    ledger.store().keep(List.of(text));
    return row(transaction, ordinal, second, name, version, text.commitment(), "CREATE TABLE");
  }

  private static ObservedDdl row(
      long transaction,
      int ordinal,
      int second,
      String name,
      String version,
      String statement,
      String tag) {
    return new ObservedDdl(
        transaction,
        ordinal,
        ObservedDdl.Source.COMMAND,
        at(second),
        at(second).minusMillis(1),
        tag,
        name.isEmpty() ? "TABLE" : "table",
        name.replaceFirst("\\..*", ""),
        name,
        statement,
        DANA,
        false,
        version,
        version.isEmpty() ? "" : "run-1",
        version.isEmpty() ? ObservedDdl.Proof.NONE : ObservedDdl.Proof.RECEIPT);
  }

  private static CapturePart intact(String mark) {
    return part(mark, Condition.INTACT);
  }

  private static CapturePart part(String mark, Condition condition) {
    return new CapturePart(
        CapturePart.Kind.INSTALLED,
        "the trigger",
        mark,
        condition,
        condition == Condition.INTACT ? "" : "switched off");
  }

  private static Instant at(int second) {
    return NINE.plusSeconds(second);
  }
}
