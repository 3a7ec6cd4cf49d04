package dev.migrationledger.query.ask.grammar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What lies between two points in time.
 *
 * @param from its beginning, {@link Instant#MIN} when it has none
 * @param to its end, excluded, {@link Instant#MAX} when it has none
 * @param told as a sentence begins with it
 */
public record Period(Instant from, Instant to, String told) {

  /** All of time. */
  public static final Period ALWAYS = new Period(Instant.MIN, Instant.MAX, "");

  public Period {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(told, "told");
  }

  static Period since(Span span) {
    return new Period(span.start(), Instant.MAX, "Since " + span.written() + " (UTC)");
  }

  static Period before(Span span) {
    return new Period(Instant.MIN, span.start(), "Before " + span.written() + " (UTC)");
  }

  static Period until(Span span) {
    return new Period(Instant.MIN, span.end(), "Until " + span.written() + " (UTC)");
  }

  static Period between(Span a, Span b) {
    var first = b.start().isBefore(a.start()) ? b : a;
    var last = first.equals(a) ? b : a;
    return new Period(
        first.start(),
        last.end(),
        "Between %s and %s (UTC)".formatted(first.written(), last.written()));
  }

  static Period during(Span span) {
    return new Period(span.start(), span.end(), "During " + span.written() + " (UTC)");
  }

  /** Whether it has no bounds. */
  public boolean isAlways() {
    return from.equals(Instant.MIN) && to.equals(Instant.MAX);
  }

  /** Whether a point in time lies in it. */
  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
