package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.audit.HistoryFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswersTest {

  private static TestLedger ledger;

  @BeforeAll
  static void start() throws SQLException {
    ledger = Story.told();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static String ask(String question) {
    return ledger
        .query()
        .ask(Story.TARGET, question)
        .answer()
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME");
  }

  @Test
  void the_status_is_the_contract() throws IOException {
    golden("status.json", ledger.query().status(Story.TARGET));
  }

  @Test
  void the_edits_are_the_contract() throws IOException {
    golden("edits.json", ledger.query().edits(Story.TARGET, Optional.of(new Version("2"))));
  }

  @Test
  void the_history_is_the_contract() throws IOException {
    golden("history.json", ledger.query().history(Story.TARGET, HistoryFilter.ofVersion("0002")));
  }

  @Test
  void an_answer_is_the_contract() throws IOException {
    golden("ask.json", ledger.query().ask(Story.TARGET, "who edited 0002 after it ran"));
  }

  @Test
  void an_empty_ledger_has_an_empty_status() throws IOException, SQLException {
    try (var empty = TestLedger.fresh()) {
      golden("status-empty.json", empty.query().status("nowhere"));
      assertThat(empty.query().catchUp()).isEqualTo(-1);
      assertThat(empty.query().targets()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "who edited 0002 after it ran",
        "who changed 2",
        "Who modified 0002_orders.sql?",
        "edits of V2",
      })
  void an_edit_is_told_with_author_commit_time_and_acknowledgement(String question) {
    assertThat(ask(question))
        .isEqualTo(
            "Mallory <mallory@example.org> edited 0002_orders.sql in commit "
                + Given.commit("Mallory", "Widen the order id").commit().substring(0, 12)
                + " \"Widen the order id\" at TIME: checksum "
                + Given.bytes("two").brief()
                + " became "
                + Given.bytes("two, edited").brief()
                + " (semantic) (noticed by deploy-bot at TIME) on prod, after deploy-bot had applied"
                + " it at TIME; carol acknowledged it at TIME with the approval of ada because"
                + " \"the table is empty\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          who edited 0001 after it ran | Nobody edited 0001_users.sql after it ran on prod: deploy-bot applied it at TIME, and the file last seen has the bytes that ran (checksum 7692c3ad3540).
          who edited 5 | 0005_orders_idx.sql has not run on prod (it is pending), so nobody edited it after it ran.
          who edited 0099 | The ledger knows no migration 0099 on prod.
          what is applied | 4 of 7 migrations of prod are applied, the highest is 0006_late.sql.
          what is pending? | 1 migration is pending on prod: 0005_orders_idx.sql.
          why did the deploy of 0004 fail | Run run-3 of grace at TIME on prod failed at 0004_hash.sql line 7, column 3: 42703 column "password_hash" does not exist. Nothing of that file was kept; 1 migration applied, 1 not tried (0005).
          why did the last deploy fail and what was left | Run run-4 of grace at TIME on prod succeeded with 1 migration applied. The last one that did not go well: Run run-3 of grace at TIME on prod failed at 0004_hash.sql line 7, column 3: 42703 column "password_hash" does not exist. Nothing of that file was kept; 1 migration applied, 1 not tried (0005).
          why did the deploy at 1999-01-01 fail | No deploy started on prod at 1999-01-01 (UTC).
          who ran 0001, from where, with which bytes | deploy-bot applied 0001_users.sql on prod at TIME from ci-7 (OS user runner, database user migrator) in github job deploy run 4711 with checksum 7692c3ad3540.
          who ran 5 | 0005_orders_idx.sql has not run on prod: it is pending.
          what ran out of order, twice, or under a duplicate number | On prod nothing ran out of order; nothing ran twice; 0003_email.sql and 0003_mail.sql share a number.
          who overrode a rule and why | TIME: grace set rule PLAN-006 aside for 0006 in run run-4: 0005 waits for a window.
          who retired 0004 | TIME: ada retired 0004_hash.sql while it was failed: users has no password_hash and needs none.
          who baselined | Nobody established a baseline on prod.
          show everything carol did | carol caused 1 event on prod between TIME and TIME: 1 EditAcknowledged.
          what did Zoe Miller do | Nobody called Zoe Miller did anything on prod.
          which migrations were edited after they ran | 1 edit of 1 applied migration on prod: Mallory <mallory@example.org> edited 0002_orders.sql (acknowledged by carol).
          show everything zoe did | Nobody called zoe did anything on prod.
          what changed between 2001-01-01 and 2001-01-31 | Between 2001-01-01 and 2001-01-31 (UTC) nothing was recorded on prod.
          """)
  void a_question_is_answered_in_one_sentence(String question, String sentence) {
    assertThat(ask(question)).isEqualTo(sentence);
  }

  @Test
  void what_never_ran_is_told_with_each_reason_and_without_refused_files_that_are_gone() {
    var answer = ledger.query().ask(Story.TARGET, "which migrations never ran, and why");

    assertThat(answer.answer())
        .isEqualTo(
            "2 of 6 migrations of prod never ran: 0004_hash.sql"
                + " retired by ada because \"users has no password_hash and needs none\";"
                + " 0005_orders_idx.sql pending, not tried yet.");
    assertThat(answer.rows())
        .extracting(r -> r.get("file"))
        .containsExactly("0004_hash.sql", "0005_orders_idx.sql");
    assertThat(answer.evidence())
        .extracting(e -> e.event())
        .containsExactly("MigrationDiscovered", "MigrationRetired");
  }

  @Test
  void a_history_is_told_from_the_oldest_on() {
    assertThat(ask("history of 0004"))
        .startsWith(
            "0004_hash.sql is retired on prod after 4 events: TIME: 0004_hash.sql was found")
        .contains("TIME: 0004_hash.sql failed in run run-3 of grace at line 7, column 3: 42703")
        .endsWith(
            "TIME: ada retired 0004_hash.sql while it was failed: users has no password_hash"
                + " and needs none.");
  }

  @Test
  void what_is_not_understood_gets_the_nearest_questions_and_no_guess() {
    var answer = ledger.query().ask(Story.TARGET, "who deleted 0002 after it ran");

    assertThat(answer.isUnderstood()).isFalse();
    assertThat(answer.answer()).startsWith("Not understood: \"deleted\". The nearest questions");
    assertThat(answer.nearest()).hasSize(3).contains("who ran 0031, from where, with which bytes");
    assertThat(answer.rows()).isEmpty();
    assertThat(answer.evidence()).isEmpty();
  }

  @Test
  void the_author_of_an_edit_is_found_by_name_by_a_part_of_it_and_by_address() {
    var told =
        "Mallory ran nothing on prod and edited 0002_orders.sql in commit "
            + Given.commit("Mallory", "Widen the order id").commit().substring(0, 12)
            + " at TIME, after it ran (acknowledged).";

    assertThat(ask("what did Mallory do")).isEqualTo(told);
    assertThat(ask("show everything mallory did")).isEqualTo(told.replace("Mallory", "mallory"));
    assertThat(ask("what did mallory@example.org do"))
        .isEqualTo(told.replace("Mallory", "mallory@example.org"));
    var answer = ledger.query().ask(Story.TARGET, "what did Mallory do");
    assertThat(answer.evidence()).extracting(e -> e.event()).containsExactly("MigrationEdited");
    assertThat(answer.rows()).hasSize(1);
    assertThat(ask("what did ada do"))
        .startsWith("ada caused ")
        .contains("; as an author, ada wrote 6 migrations (0001_users.sql, ")
        .endsWith(", ...).");
  }

  @Test
  void how_a_deploy_ended_is_no_question_about_a_person() {
    assertThat(ask("did the last deploy succeed"))
        .startsWith("Run run-4 of grace at TIME on prod succeeded with 1 migration applied.");
    assertThat(ledger.query().ask(Story.TARGET, "did the last deploy sink").isUnderstood())
        .isFalse();
  }

  @Test
  void what_can_mean_two_things_is_asked_back() {
    var answer = ledger.query().ask(Story.TARGET, "what failed");

    assertThat(answer.isUnderstood()).isFalse();
    assertThat(answer.answer())
        .isEqualTo(
            "That can be asked in 2 ways. Which do you mean? Ask for instance \"which migrations"
                + " never ran, and why\", \"why did the last deploy fail\".");
    assertThat(ask("who edited 0001 and 0002")).startsWith("That names 2 migrations (0001, 0002).");
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void every_way_to_ask_in_the_catalogue_is_understood_as_itself(Question question) {
    for (var asked : question.entry().ask()) {
      var answer = ledger.query().ask(Story.TARGET, asked);
      assertThat(answer.understood()).as(asked + ": " + answer.answer()).isEqualTo(question.id());
      assertThat(question.entry().rows())
          .as(asked)
          .containsAll(
              answer.rows().stream().flatMap(r -> r.keySet().stream()).distinct().toList());
    }
  }

  @Test
  void the_deploy_at_a_time_of_day_is_found_or_asked_back() throws SQLException {
    var time =
        ledger.one(
            "SELECT to_char(started_at AT TIME ZONE 'UTC', 'HH24:MI') FROM ledger.run"
                + " WHERE run = 'run-3'");

    assertThat(ask("why did the deploy at " + time + " fail")).contains("run-3");
  }

  /** What differs from run to run is replaced: leaves and the ledger's own clock. */
  private static void golden(String name, Object answer) throws IOException {
    var json =
        AnswerJson.write(answer)
            .replaceAll("\"leaf\" ?: ?\"[0-9a-f]{64}\"", "\"leaf\": \"LEAF\"")
            .replaceAll("\"20(?!26-03-01T14)[0-9-]+T[0-9:.]+Z\"", "\"TIME\"")
            .replaceAll("(?!2026-03-01 14)20[0-9-]{8} [0-9:]{8} UTC", "TIME");
    var file = Path.of("src/test/resources/golden", name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, json, StandardCharsets.UTF_8);
    }
    assertThat(json).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }
}
