package dev.migrationledger.query.ask.grammar;

import java.util.Set;

/** Words that a question may hold and that say nothing by themselves. */
final class Fillers {

  private static final Set<String> WORDS =
      Set.of(
          """
          a an the it its they them what's who's is are was were be been has have had can could
          and or of on in to at by with for under out what which when how where's
          show me us list tell give all any each every that this these those there
          migration migrations script scripts file files folder number numbers
          utc so far yet ever please exactly back still half-way half rule rules currently now then
          ledger about somebody someone anybody anyone something else other another than nobody
          already actually really way open most more least apply through via during
          """
              .strip()
              .split("\\s+"));

  private Fillers() {}

  static Set<String> all() {
    return WORDS;
  }

  static boolean has(String word) {
    return WORDS.contains(word);
  }
}
