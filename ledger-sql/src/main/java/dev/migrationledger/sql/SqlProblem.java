package dev.migrationledger.sql;

import java.util.Objects;

/**
 * What is wrong with a script before any server sees it.
 *
 * @param code of {@link SqlProblemCode}, such as {@code SQL-001}
 * @param place where it is, or where what never ends was opened
 * @param message what was found, with its values
 * @param remedy what to do about it
 */
public record SqlProblem(String code, Place place, String message, String remedy) {

  public SqlProblem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
  }
}
