package dev.migrationledger.query.ask.catalogue;

import java.util.List;

/**
 * What is said of one question.
 *
 * @param id its stable name
 * @param ask ways to ask it, the usual one first
 * @param description what it tells, and what it does not
 * @param parameters what it may name, each with its meaning
 * @param sentence how its answer reads; capitals stand for what is found
 * @param rows the fields of a row, in order; some of them may be absent
 * @param evidence the events that it rests on
 */
public record Entry(
    String id,
    List<String> ask,
    String description,
    List<String> parameters,
    String sentence,
    List<String> rows,
    String evidence) {

  public Entry {
    ask = List.copyOf(ask);
    parameters = List.copyOf(parameters);
    rows = List.copyOf(rows);
    if (ask.isEmpty() || id.isBlank() || description.isBlank() || sentence.isBlank()) {
      throw new IllegalArgumentException(
          "the catalogue says too little of question \"" + id + "\"");
    }
  }
}
