package dev.migrationledger.api.access;

import java.util.Arrays;
import java.util.Optional;

/** One thing a caller may do; none includes another. */
public enum Scope {
  READ("read"),
  RUN("run"),
  APPROVE("approve"),
  ADMIN("admin");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** As it is written, e.g. {@code read}. */
  public String word() {
    return word;
  }

  /** The scope that is written so. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
