package dev.migrationledger.query.ask;

import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.grammar.Grammar;
import dev.migrationledger.query.ask.grammar.Parsed;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds the questions whose examples speak of most of the same things. */
final class Nearest {

  private static final int NEAREST = 3;

  private Nearest() {}

  static List<String> to(Parsed parsed) {
    return Arrays.stream(Question.values())
        .sorted(Comparator.comparingInt((Question q) -> -shared(parsed, q.example())))
        .limit(NEAREST)
        .map(Question::example)
        .toList();
  }

  private static int shared(Parsed parsed, String example) {
    var other = new Grammar(List.of("ada"), List.of(), Instant.EPOCH).parse(example);
    var common = Set.copyOf(other.concepts()).stream().filter(parsed::has).count();
    boolean named = !other.versions().isEmpty() && !parsed.versions().isEmpty();
    boolean timed = !other.times().isEmpty() && !parsed.times().isEmpty();
    boolean personal = !other.actors().isEmpty() && !parsed.actors().isEmpty();
    return (int) (2 * common) + (named ? 1 : 0) + (timed ? 2 : 0) + (personal ? 2 : 0);
  }
}
