package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.ask.catalogue.Question;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered to somebody who mistyped. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NearestQuestionsTest {

  private static TestLedger ledger;

  @BeforeAll
  static void record() throws SQLException {
    ledger = TestLedger.fresh();
    ledger.store().send(Given.register("prod"), Given.by("ada"));
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wat is pendin                      | what is pending",
        "who edted 0029                     | who edited 0029 after it ran",
        "who eidted 29 afer it rna          | who edited 0029 after it ran",
        "whcih tragets are there            | which targets are there",
        "what has driffted                  | what has drifted",
        "why did the last depoly fial       | why did the last deploy fail",
        "which migrations took longst       | which migrations took longest",
        "what DLD has no migration          | what DDL has no migration",
        "who depnds on 0012                 | who depends on 0012"
      })
  void a_mistyped_question_is_offered_as_it_was_meant_first(String asked, String meant) {
    var answer = ledger.query().ask("prod", asked);

    assertThat(answer.isUnderstood()).isFalse();
    assertThat(answer.nearest()).hasSize(3);
    assertThat(answer.nearest().getFirst()).isEqualTo(meant);
  }

  @Test
  void a_letter_left_out_of_a_question_of_the_catalogue_keeps_it_among_the_nearest() {
    var lost = new ArrayList<String>();
    int asked = 0;
    for (var question : Question.values()) {
      var words = question.example().split(" ");
      for (int i = 0; i < words.length; i++) {
        if (!words[i].matches("[a-z]{5,}")) {
          continue;
        }
        var typed = words.clone();
        typed[i] = typed[i].substring(0, 2) + typed[i].substring(3);
        var text = String.join(" ", typed);
        var answer = ledger.query().ask("prod", text);
        asked++;
        if (!answer.isUnderstood() && !answer.nearest().contains(question.example())) {
          lost.add(text + " -> " + answer.nearest());
        }
      }
    }

    assertThat(asked).isGreaterThan(60);
    assertThat(lost).isEmpty();
  }

  @Test
  void words_that_are_near_to_nothing_are_named_and_three_questions_offered() {
    var answer = ledger.query().ask("prod", "xyzzy plugh");

    assertThat(answer.answer()).startsWith("Not understood: \"xyzzy\", \"plugh\".");
    assertThat(answer.nearest()).hasSize(3).doesNotHaveDuplicates();
  }
}
