package dev.migrationledger.query.ask.reply;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a question's own code finds.
 *
 * @param sentence the answer
 * @param rows what is behind it
 * @param evidence the events it rests on; in index order, each once
 * @param choices what may be meant, each as a question; empty when it is an answer
 */
public record Reply(
    String sentence,
    Slice<Map<String, Object>> rows,
    Slice<Evidence> evidence,
    List<String> choices) {

  public Reply {
    requireNonNull(sentence, "sentence");
    requireNonNull(rows, "rows");
    requireNonNull(evidence, "evidence");
    choices = List.copyOf(choices);
  }

  /** An answer with everything there is. */
  public Reply(String sentence, List<Map<String, Object>> rows, List<Evidence> evidence) {
    this(sentence, Slice.whole(rows), Slice.whole(sorted(evidence.stream()).toList()), List.of());
  }

  /**
   * A part of an answer.
   *
   * @param rows those of the part
   * @param evidence the events that these rows rest on
   */
  public static Reply part(
      String sentence, Slice<Map<String, Object>> rows, Stream<Evidence> evidence) {
    return new Reply(sentence, rows, Slice.beside(sorted(evidence)), List.of());
  }

  /** An answer that is never given in parts: it rests on more than what is recorded. */
  public static Reply uncut(
      String sentence, List<Map<String, Object>> rows, List<Evidence> evidence) {
    return part(sentence, new Slice<>(rows, 0, true), evidence.stream());
  }

  private static Stream<Evidence> sorted(Stream<Evidence> evidence) {
    return evidence.distinct().sorted(Comparator.comparingLong(Evidence::index));
  }

  /** No more of it than the part that is asked for. */
  public Reply cut(Portion portion) {
    return new Reply(sentence, rows.cut(portion), evidence.cut(portion), choices);
  }

  /** How many parts' worth of rows or evidence there are. */
  public int length() {
    return Math.max(rows.total(), evidence.total());
  }

  /** What asks back. */
  public static Reply which(
      String sentence, Slice<Map<String, Object>> rows, List<String> choices) {
    return new Reply(sentence, rows, Slice.whole(List.of()), choices);
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
