package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked beside edits and states, on the story; "today" is the day after it was told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoryQuestionsTest {

  private static TestLedger ledger;
  private static LedgerQuery tomorrow;

  @BeforeAll
  static void start() throws SQLException {
    ledger = toldInOneDay();
    ledger.store().send(Given.register("staging"), Given.by("ada"));
    ledger.store().send(Given.discover("staging", Story.USERS), Given.by("ada"));
    var told =
        Instant.parse(
            ledger.one(
                "SELECT to_char(min(recorded_at) AT TIME ZONE 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM ledger.entry"));
    tomorrow = new LedgerQuery(ledger.dataSource(), ledger.store(), () -> told.plusSeconds(86_400));
  }

  private static TestLedger toldInOneDay() throws SQLException {
    while (true) {
      var told = Story.told();
      var days = "SELECT count(DISTINCT (recorded_at AT TIME ZONE 'UTC')::date) FROM ledger.entry";
      if (told.one(days).equals("1")) {
        return told;
      }
      told.close();
    }
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static Answer asked(String question) {
    return tomorrow.ask(Story.TARGET, question);
  }

  private static String ask(String question) {
    return asked(question)
        .answer()
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME")
        .replaceAll("root [0-9a-f]{64}", "root ROOT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what is different from the files | On prod 4 of 7 migrations are applied; 1 file has other bytes in the folder than ran: 0002_orders.sql; 1 file has no effect: 0005_orders_idx.sql.
          what blocked whom | On prod 0004_hash.sql failed in run run-3 and held back 1 migration (0005); no migration was refused a lock; no migration waited for a lock.
          who blocked 0005 | On prod 0004_hash.sql failed in run run-3 and held back 1 migration (0005); no migration was refused a lock; no migration waited for a lock.
          who blocked 0001 | On prod no failed migration held others back; no migration was refused a lock; no migration waited for a lock.
          which migrations took longest | The slowest of 4 applied migrations on prod: 0001_users.sql (12 ms), 0002_orders.sql (12 ms), 0003_email.sql (12 ms), 0006_late.sql (12 ms).
          was each change approved by somebody else before it ran | Of 4 recorded runs on prod 2 were by somebody else than the author, 2 by the author (0001_users.sql, 0002_orders.sql), 0 of nobody known. Of 1 acknowledged edit 1 names somebody else who approved, 0 the same person, 0 nobody. Approvals given elsewhere are not recorded here.
          who approved 0004 | No run of 0004 and no acknowledged edit is recorded on prod, so nobody had to approve anything.
          which targets are there | The ledger knows 2 targets: prod, staging.
          which targets have which bytes of 1 | 1 is known to 2 targets: applied with checksum 7692c3ad3540: prod; pending with checksum 7692c3ad3540: staging.
          what is pending on staging | 1 migration is pending on staging: 0001_users.sql.
          what has drifted | No object of prod is known to differ.
          what was recovered | Nothing was recovered or repaired on prod.
          what was the state at 2001-01-01 14:03 | At the end of 2001-01-01 14:03 (UTC) nothing had been recorded on prod yet.
          what is the state | At TIME 4 of 6 migrations of prod were applied, the highest 0006_late.sql, 1 pending, 1 retired, 1 edited after they ran; no schema had been recorded.
          what was the schema yesterday | At the end of TODAY (UTC) no schema of prod had been recorded yet.
          prove nothing happened between 3 and 5 March 2001 | Between 2001-03-03 and 2001-03-05 (UTC) nothing was recorded on prod: no event of prod is older and the first is event 0 (sequence 0) at TIME.
          has any record been altered | No record was altered, as far as the ledger itself shows: all 33 events since TIME agree with each other and with root ROOT. Somebody who may rewrite everything at once is found only by comparing this size and root with what was noted elsewhere.
          """)
  void a_question_is_answered_in_one_sentence(String question, String sentence) {
    var told = ask(question).replaceAll("At the end of 2(?!001)[0-9-]+", "At the end of TODAY");
    assertThat(told).isEqualTo(sentence);
  }

  @Test
  void a_period_is_told_by_its_days() {
    var day = asked("what was refused yesterday").answer();

    assertThat(day).startsWith("3 refusals on prod during ").contains("run-1 of ada was refused");
    assertThat(ask("what happened yesterday")).contains("(UTC) 31 events on prod: ");
    assertThat(ask("what ran since 3 days ago"))
        .contains("(UTC) 4 migrations were applied on prod, 1 failed: ");
    assertThat(ask("what did carol do yesterday"))
        .isEqualTo("carol caused 1 event on prod between TIME and TIME: 1 EditAcknowledged.");
    assertThat(ask("what did carol do today")).startsWith("carol did nothing on prod during ");
    assertThat(ask("who edited 0002 last month")).startsWith("No edit of 0002_orders.sql was");
    assertThat(asked("did nothing happen yesterday").answer()).startsWith("No: during ");
  }

  @Test
  void silence_after_the_last_event_rests_on_that_event() {
    var answer = asked("prove nothing happened today");

    assertThat(answer.answer()).contains("event 30 (sequence 30) at ").endsWith("of event 32.");
    assertThat(answer.evidence()).extracting(e -> e.index()).containsExactly(30L);
    assertThat(answer.rows().getFirst()).containsEntry("sequence", 30L);
  }

  @Test
  void a_target_that_a_question_names_is_the_one_that_answers() {
    assertThat(asked("what is pending on staging").target()).isEqualTo("staging");
    var both = asked("what is pending on staging and on prod");
    assertThat(both.outcome()).isEqualTo(Outcome.AMBIGUOUS);
    assertThat(both.nearest())
        .containsExactly("what is pending on staging", "what is pending on prod");
    assertThat(asked("what is pending on nowhere").outcome()).isEqualTo(Outcome.NOT_UNDERSTOOD);
  }

  @Test
  void several_migrations_are_asked_back_one_by_one() {
    var answer = asked("who edited 0001 and 0002");

    assertThat(answer.outcome()).isEqualTo(Outcome.AMBIGUOUS);
    assertThat(answer.nearest())
        .containsExactly("who edited 0001 after it ran", "who edited 0002 after it ran");
  }
}
