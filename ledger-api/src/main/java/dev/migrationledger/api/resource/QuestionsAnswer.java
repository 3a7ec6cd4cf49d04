package dev.migrationledger.api.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The catalogue of questions.
 *
 * @param schema {@code ledger/questions/v1}
 * @param questions each question that can be asked
 */
record QuestionsAnswer(String schema, List<Line> questions) {

  QuestionsAnswer {
    requireNonNull(schema, "schema");
    questions = List.copyOf(questions);
  }

  /**
   * One question.
   *
   * @param id its stable name, the answer's {@code understood}
   * @param example how it may be asked
   * @param shape how its answer reads
   */
  record Line(String id, String example, String shape) {

    Line {
      requireNonNull(id, "id");
      requireNonNull(example, "example");
      requireNonNull(shape, "shape");
    }
  }
}
