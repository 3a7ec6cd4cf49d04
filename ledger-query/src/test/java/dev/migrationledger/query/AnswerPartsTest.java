package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.MovedOn;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.reply.Portion;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are asked for part by part, on the story. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswerPartsTest {

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());

  private static TestLedger ledger;
  private static LedgerQuery query;

  @BeforeAll
  static void start() throws SQLException {
    ledger = Story.told();
    ledger.store().send(Given.register("staging"), Given.by("ada"));
    query = new LedgerQuery(ledger.dataSource(), ledger.store(), NOW::get);
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static List<Answer> parts(String question, int most) {
    var parts = new ArrayList<Answer>();
    parts.add(query.ask(Story.TARGET, question, Portion.first(most)));
    while (!parts.getLast().next().isEmpty()) {
      var portion = Portion.after(parts.getLast().next(), most);
      parts.add(query.ask(Story.TARGET, question, portion));
    }
    return parts;
  }

  private static Answer joined(Answer before, Answer further) {
    return new Answer(
        before.schema(),
        before.target(),
        before.asOf(),
        before.question(),
        before.answer(),
        Stream.concat(before.rows().stream(), further.rows().stream()).toList(),
        Stream.concat(before.evidence().stream(), further.evidence().stream())
            .distinct()
            .sorted(Comparator.comparingLong(Evidence::index))
            .toList(),
        before.understood(),
        before.nearest(),
        before.outcome(),
        before.rowsTotal(),
        further.next());
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void all_parts_together_are_the_whole_answer(Question asked) {
    var question = asked.example().replaceAll("\\b00[1-9]\\d\\b", "0002");
    var whole = query.ask(Story.TARGET, question);
    for (int most = 1; most <= 3; most++) {
      var parts = parts(question, most);

      var joined = parts.stream().reduce(AnswerPartsTest::joined).orElseThrow();
      assertThat(joined.answer()).isEqualTo(whole.answer());
      assertThat(joined.rows()).isEqualTo(whole.rows());
      assertThat(joined.evidence()).isEqualTo(whole.evidence());
      assertThat(joined.rowsTotal()).isEqualTo(whole.rowsTotal()).isEqualTo(whole.rows().size());
      for (var part : parts) {
        assertThat(part.rows()).hasSizeLessThanOrEqualTo(most);
        assertThat(part.answer()).isEqualTo(whole.answer());
      }
    }
  }

  @Test
  void the_story_has_answers_of_several_parts() {
    var parts = parts("what is applied", 3);

    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst().rows()).hasSize(3);
    assertThat(parts.getFirst().evidence()).hasSize(3);
    assertThat(parts.getFirst().rowsTotal()).isEqualTo(4);
    assertThat(parts.getLast().rows()).hasSize(1);
    assertThat(parts.getLast().next()).isEmpty();
  }

  @Test
  void what_today_means_is_the_same_for_every_part() {
    var first = query.ask(Story.TARGET, "what happened today", Portion.first(1));
    NOW.updateAndGet(now -> now.plusSeconds(86_400));
    try {
      var second = query.ask(Story.TARGET, "what happened today", Portion.after(first.next(), 1));
      assertThat(second.answer()).isEqualTo(first.answer());
      assertThat(second.rows()).hasSize(1).isNotEqualTo(first.rows());
    } finally {
      NOW.updateAndGet(now -> now.minusSeconds(86_400));
    }
  }

  @Test
  void a_part_of_an_answer_that_became_another_one_is_refused() throws SQLException {
    try (var told = Story.told()) {
      told.store().send(Given.register("staging"), Given.by("ada"));
      var asked = new LedgerQuery(told.dataSource(), told.store());
      var applied = asked.ask(Story.TARGET, "what is applied", Portion.first(1));
      var targets = asked.ask(Story.TARGET, "which targets are there", Portion.first(1));

      told.store().send(Given.discover("staging", Story.USERS), Given.by("ada"));

      var rest = asked.ask(Story.TARGET, "what is applied", Portion.after(applied.next(), 100));
      assertThat(rest.rows()).hasSize(3);
      assertThatThrownBy(() ->
              asked.ask(Story.TARGET, "which targets are there", Portion.after(targets.next(), 1)))
          .isInstanceOf(MovedOn.class);

      var late = Given.script("0007", "later", "seven");
      told.store().send(Given.discover(Story.TARGET, late), Given.by("ada"));

      assertThatThrownBy(
              () -> asked.ask(Story.TARGET, "what is applied", Portion.after(applied.next(), 1)))
          .isInstanceOf(MovedOn.class)
          .hasMessageContaining("this one is about prod");
    }
  }

  @Test
  void a_cursor_is_good_for_its_own_question_only() {
    var applied = query.ask(Story.TARGET, "what is applied", Portion.first(1));
    var rest = Portion.after(applied.next(), 1);

    for (var other : List.of("what is pending", "what is applied on staging", "what is aplied")) {
      assertThatThrownBy(() -> query.ask(Story.TARGET, other, rest)).isInstanceOf(MovedOn.class);
    }
  }

  @Test
  void receipts_that_were_tampered_with_are_told_and_never_in_parts() throws SQLException {
    try (var told = Story.told()) {
      for (var script : List.of(Story.USERS, Story.EMAIL)) {
        var other = Given.bytes("something else of " + script.file());
        told.store()
            .send(
                new DisownReceipt(Story.TARGET, script.version(), other, "nobody ran that"),
                Given.by("ada"));
      }
      var answer = told.query().ask(Story.TARGET, "has any record been altered", Portion.first(1));

      assertThat(answer.answer())
          .startsWith("No record was altered, as far as the ledger itself shows")
          .contains(" On prod it recorded: ");
      assertThat(answer.rows()).hasSize(2);
      assertThat(answer.rows().getFirst()).containsEntry("check", "ReceiptTampered");
      assertThat(answer.evidence()).extracting(Evidence::event).contains("ReceiptTampered");
      assertThat(answer.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1:2",
        "5f2b6c0b9e4d1a37:2:0",
        "5f2b6c0b9e4d1a3:2:3",
        "5F2B6C0B9E4D1A37:2:3",
        "5f2b6c0b9e4d1a37:2:3:4",
        "5f2b6c0b9e4d1a37:2:3 ",
        "5f2b6c0b9e4d1a37:1e3:1",
        "5f2b6c0b9e4d1a37:2:1234567890"
      })
  void a_cursor_that_no_part_gave_is_refused(String cursor) {
    assertThatThrownBy(() -> Portion.after(cursor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "after=%s is no cursor; take the one that the part before gave as \"next\"", cursor);
  }
}
