package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.MovedOn;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.reply.Portion;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

  @ParameterizedTest
  @EnumSource(Question.class)
  void all_parts_together_are_the_whole_answer(Question asked) {
    var question = asked.example().replaceAll("\\b00[1-9]\\d\\b", "0002");
    var whole = query.ask(Story.TARGET, question);
    for (int most = 1; most <= 3; most++) {
      var parts = parts(question, most);

      var joined = parts.stream().reduce(Answer::and).orElseThrow();
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
          .hasMessageContaining("cover the events up to 31");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1:2", "1:2:0", "-1:2:3", "1:2:3:4", "1:2:3 ", "99:1e3:1"})
  void a_cursor_that_no_part_gave_is_refused(String cursor) {
    assertThatThrownBy(() -> Portion.after(cursor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "after=%s is no cursor; take the one that the part before gave as \"next\"", cursor);
  }
}
