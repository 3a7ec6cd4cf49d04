package dev.migrationledger.query.listing;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A parameter that narrows a list.
 *
 * @param name what it is called in a request
 * @param kind what its value is
 * @param condition the rows it lets through, in SQL; the value stands for every {@code ?}
 * @param meaning one sentence
 * @param example a value
 * @param words the only values there are; empty when any will do
 */
public record Field(
    String name, Kind kind, String condition, String meaning, String example, List<String> words) {

  public Field {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(condition, "condition");
    requireNonNull(meaning, "meaning");
    requireNonNull(example, "example");
    words = List.copyOf(words);
  }

  /** A field that takes any value of a kind. */
  public static Field of(String name, Kind kind, String condition, String meaning, String example) {
    return new Field(name, kind, condition, meaning, example, List.of());
  }

  /** A field that takes one of some words. */
  public static Field oneOf(String name, String condition, String meaning, List<String> words) {
    return new Field(name, Kind.TEXT, condition, meaning, words.getFirst(), words);
  }

  /**
   * The value as PostgreSQL takes it.
   *
   * @throws IllegalArgumentException when the text is none; says what is wrong and what would do
   */
  public Object value(String given) {
    if (!words.isEmpty() && !words.contains(given)) {
      throw new IllegalArgumentException(
          name + "=" + given + " is none of " + String.join(", ", words));
    }
    try {
      return kind.value(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + "=" + given + " is " + kind.refusal() + " (e.g. " + example + ")", e);
    }
  }
}
