package dev.migrationledger.domain.schema;

import static java.util.Objects.requireNonNull;

/**
 * One object that is not as the ledger says.
 *
 * @param objectKind what it is, e.g. {@code column}
 * @param object its name with all that stands before it, as SQL writes it
 * @param change how it differs
 * @param before what the ledger says of it, as canonical JSON; empty when it should not be there
 * @param after what the target has, as canonical JSON; empty when it is not there
 * @param undoSql statements that would undo it; empty when it cannot be said in SQL
 */
public record Drift(
    String objectKind, String object, Change change, String before, String after, String undoSql) {

  /** How an object differs. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED,
    RENAMED
  }

  public Drift {
    requireNonNull(objectKind, "objectKind");
    requireNonNull(object, "object");
    requireNonNull(change, "change");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(undoSql, "undoSql");
  }

  /** Which object, in words: {@code column public.users.email}. */
  public String label() {
    return objectKind + " " + object;
  }

  /** Whether both tell the same, however it might be undone. */
  public boolean tellsTheSame(Drift other) {
    return label().equals(other.label())
        && change == other.change
        && before.equals(other.before)
        && after.equals(other.after);
  }
}
