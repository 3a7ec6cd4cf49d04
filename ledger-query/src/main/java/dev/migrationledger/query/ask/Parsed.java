package dev.migrationledger.query.ask;

import java.util.List;
import java.util.Set;

/**
 * A question taken apart.
 *
 * @param concepts what it speaks of
 * @param versions the migrations it names
 * @param times the points in time it names
 * @param actors the people it names
 * @param strange the words that mean nothing here
 */
record Parsed(
    Set<Concept> concepts,
    List<String> versions,
    List<Span> times,
    List<String> actors,
    List<String> strange) {

  Parsed {
    concepts = Set.copyOf(concepts);
    versions = List.copyOf(versions);
    times = List.copyOf(times);
    actors = List.copyOf(actors);
    strange = List.copyOf(strange);
  }

  boolean has(Concept... wanted) {
    return concepts.containsAll(List.of(wanted));
  }

  boolean any(Concept... wanted) {
    return List.of(wanted).stream().anyMatch(concepts::contains);
  }
}
