package dev.migrationledger.sql.order;

import java.util.Objects;

/** A migration of the set: its file and its number. */
public record Script(String file, long number) implements Comparable<Script> {

  public Script {
    Objects.requireNonNull(file, "file");
  }

  /** By number; files that share one by name. */
  @Override
  public int compareTo(Script other) {
    int byNumber = Long.compare(number, other.number);
    return byNumber == 0 ? file.compareTo(other.file) : byNumber;
  }
}
