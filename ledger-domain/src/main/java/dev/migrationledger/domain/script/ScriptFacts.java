package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a script does to the schema, as far as its text tells. Names only: no value of a script, and
 * so no secret, is among them.
 *
 * @param unread why it could not be told, or not of every statement; empty when all was read
 * @param creates the objects it creates, in the order of the script
 * @param references the objects of others that it names, in the order of the script
 * @param leftOut how many objects and derived dependencies are not listed, because there are more
 *     than {@link #MOST}
 */
public record ScriptFacts(
    String unread, List<SchemaObject> creates, List<SchemaObject> references, int leftOut) {

  /** So many objects of a kind of list are recorded at most. */
  public static final int MOST = 200;

  /** Of a script that names nothing. */
  public static final ScriptFacts NONE = new ScriptFacts("", List.of(), List.of(), 0);

  public ScriptFacts {
    requireNonNull(unread, "unread");
    creates = List.copyOf(creates);
    references = List.copyOf(references);
    if (leftOut < 0) {
      throw new IllegalArgumentException("leftOut must not be negative: " + leftOut);
    }
  }

  /** Nothing is known, and why. */
  public static ScriptFacts unread(String why) {
    return new ScriptFacts(why, List.of(), List.of(), 0);
  }
}
