package dev.migrationledger.query.ask.reply;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a question's own code finds.
 *
 * @param sentence the answer
 * @param rows what is behind it
 * @param evidence the events it rests on; kept in index order, each once
 * @param choices what may be meant, each as a question; empty when it is an answer
 */
public record Reply(
    String sentence,
    List<Map<String, Object>> rows,
    List<Evidence> evidence,
    List<String> choices) {

  public Reply {
    requireNonNull(sentence, "sentence");
    rows = List.copyOf(rows);
    evidence =
        evidence.stream().distinct().sorted(Comparator.comparingLong(Evidence::index)).toList();
    choices = List.copyOf(choices);
  }

  /** An answer. */
  public Reply(String sentence, List<Map<String, Object>> rows, List<Evidence> evidence) {
    this(sentence, rows, evidence, List.of());
  }

  /** What asks back. */
  public static Reply which(String sentence, List<Map<String, Object>> rows, List<String> choices) {
    return new Reply(sentence, rows, List.of(), choices);
  }

  /** An answer without rows. */
  public static Reply of(String sentence) {
    return new Reply(sentence, List.of(), List.of());
  }

  /** A row: names and values in turn. */
  public static Map<String, Object> row(Object... pairs) {
    var row = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return row;
  }

  /** {@code 1 edit}, {@code 2 edits}. */
  public static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
