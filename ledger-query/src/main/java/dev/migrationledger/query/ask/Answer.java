package dev.migrationledger.query.ask;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a question.
 *
 * @param schema {@code ledger/ask/v1}
 * @param target the target
 * @param asOf index of the last event it covers, −1 when there is none
 * @param question as it was asked
 * @param answer one sentence that stands alone
 * @param rows what is behind it, each row with its fields in order
 * @param evidence the events it rests on
 * @param understood the catalogue's id of the question, empty when it was not understood
 * @param nearest questions that can be asked, when it was not understood or is ambiguous
 * @param outcome what became of the question
 * @param rowsTotal how many rows there are in all, those of other parts of the answer included
 * @param next the cursor of the answer's next part, empty when this is the last
 */
public record Answer(
    String schema,
    String target,
    long asOf,
    String question,
    String answer,
    List<Map<String, Object>> rows,
    List<Evidence> evidence,
    String understood,
    List<String> nearest,
    Outcome outcome,
    int rowsTotal,
    String next) {

  public Answer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(question, "question");
    requireNonNull(answer, "answer");
    rows =
        rows.stream()
            .map(row -> Collections.unmodifiableMap(new LinkedHashMap<String, Object>(row)))
            .toList();
    evidence = List.copyOf(evidence);
    requireNonNull(understood, "understood");
    nearest = List.copyOf(nearest);
    requireNonNull(outcome, "outcome");
    requireNonNull(next, "next");
  }

  /** Whether the question was understood and is answered. */
  public boolean isUnderstood() {
    return outcome == Outcome.ANSWERED;
  }
}
