package dev.migrationledger.query.ask.grammar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A question taken apart.
 *
 * @param concepts what it speaks of
 * @param versions the migrations it names
 * @param times the points in time it names
 * @param actors the people it names
 * @param targets the targets it names
 * @param strange the words that mean nothing here
 * @param now when it was asked
 */
public record Parsed(
    Set<Concept> concepts,
    List<String> versions,
    List<Span> times,
    List<String> actors,
    List<String> targets,
    List<String> strange,
    Instant now) {

  public Parsed {
    concepts = Set.copyOf(concepts);
    versions = List.copyOf(versions);
    times = List.copyOf(times);
    actors = List.copyOf(actors);
    targets = List.copyOf(targets);
    strange = List.copyOf(strange);
    requireNonNull(now, "now");
  }

  public boolean has(Concept... wanted) {
    return concepts.containsAll(List.of(wanted));
  }

  public boolean any(Concept... wanted) {
    return List.of(wanted).stream().anyMatch(concepts::contains);
  }

  /** Whether it names exactly one migration. */
  public boolean isOfOne() {
    return versions.size() == 1;
  }

  /** Whether its times make a period, which one time of any day does not. */
  public boolean hasPeriod() {
    return !period().isAlways();
  }

  /** The period it asks about; all of time when it names none. */
  public Period period() {
    var spans = times.stream().map(s -> s.lastBefore(now)).toList();
    if (spans.size() == 2 && any(Concept.BETWEEN, Concept.SINCE, Concept.UNTIL)) {
      return Period.between(spans.getFirst(), spans.getLast());
    }
    if (spans.size() != 1) {
      return Period.ALWAYS;
    }
    var span = spans.getFirst();
    if (any(Concept.SINCE, Concept.BETWEEN)) {
      return Period.since(span);
    }
    if (has(Concept.BEFORE)) {
      return Period.before(span);
    }
    return has(Concept.UNTIL) ? Period.until(span) : Period.during(span);
  }
}
