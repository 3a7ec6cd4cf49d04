package dev.migrationledger.query.ask;

import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.grammar.Concept;
import dev.migrationledger.query.ask.grammar.Grammar;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.grammar.Spelling;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the questions that speak of most of the same things and of few others, in any of the ways
 * in which they may be asked; a misspelt word counts as what it was nearly.
 */
final class Nearest {

  private static final int NEAREST = 3;

  /** What a version, a time or a person weighs beside a word that means something. */
  private static final double NAMED = 0.5;

  private Nearest() {}

  static List<String> to(Parsed parsed) {
    var said = meant(parsed);
    return Arrays.stream(Question.values())
        .sorted(Comparator.comparingDouble((Question q) -> -likeness(said, parsed, q)))
        .limit(NEAREST)
        .map(Question::example)
        .toList();
  }

  private static Map<Concept, Double> meant(Parsed parsed) {
    var meant = new EnumMap<Concept, Double>(Concept.class);
    for (var word : parsed.strange()) {
      Spelling.of(word).ifPresent(m -> meant.merge(m.concept(), m.likeness(), Math::max));
    }
    parsed.concepts().forEach(concept -> meant.put(concept, 1.0));
    return meant;
  }

  private static double likeness(Map<Concept, Double> said, Parsed parsed, Question question) {
    var grammar = new Grammar(List.of("ada"), List.of(), Instant.EPOCH);
    return question.entry().ask().stream()
        .map(grammar::parse)
        .mapToDouble(way -> likeness(said, parsed, way))
        .max()
        .orElse(0);
  }

  /** What both speak of, of all that either does: the coefficient of Dice. */
  private static double likeness(Map<Concept, Double> said, Parsed parsed, Parsed way) {
    double common = way.concepts().stream().mapToDouble(c -> said.getOrDefault(c, 0.0)).sum();
    double all = way.concepts().size() + said.values().stream().mapToDouble(d -> d).sum();
    boolean[][] named = {
      {!parsed.versions().isEmpty(), !way.versions().isEmpty()},
      {!parsed.times().isEmpty(), !way.times().isEmpty()},
      {!parsed.actors().isEmpty(), !way.actors().isEmpty()}
    };
    for (var both : named) {
      common += both[0] && both[1] ? NAMED : 0;
      all += (both[0] ? NAMED : 0) + (both[1] ? NAMED : 0);
    }
    return all == 0 ? 0 : 2 * common / all;
  }
}
