package dev.migrationledger.domain.schema;

import static java.util.Objects.requireNonNull;

/**
 * Who changed an object, as far as it can be known.
 *
 * @param by who, empty when unknown
 * @param grade how well it is known
 * @param evidence what it rests on, in a sentence
 */
public record Attribution(String by, Grade grade, String evidence) {

  /** Nobody knows. */
  public static final Attribution UNKNOWN =
      new Attribution("", Grade.UNKNOWN, "nothing recorded who did it");

  /** How well something is known. */
  public enum Grade {
    /** Captured while capture was on without a gap. */
    PROVEN,
    /** Captured, with a gap of capture in the time in question. */
    LOGGED,
    /** Concluded from something else. */
    INFERRED,
    UNKNOWN
  }

  public Attribution {
    requireNonNull(by, "by");
    requireNonNull(grade, "grade");
    requireNonNull(evidence, "evidence");
  }
}
