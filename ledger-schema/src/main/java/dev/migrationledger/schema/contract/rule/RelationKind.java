package dev.migrationledger.schema.contract.rule;

import java.util.Arrays;
import java.util.Optional;

/** What a table of a contract may be. */
public enum RelationKind {
  /** Whatever has columns. */
  ANY("relation"),
  TABLE("table"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view");

  private final String words;

  RelationKind(String words) {
    this.words = words;
  }

  /** As people write it. */
  public String words() {
    return words;
  }

  /** The kind that a contract means; {@code ANY} is never written. */
  public static Optional<RelationKind> of(String words) {
    return Arrays.stream(values())
        .filter(kind -> kind != ANY && kind.words.equals(words.replace('-', ' ')))
        .findFirst();
  }
}
