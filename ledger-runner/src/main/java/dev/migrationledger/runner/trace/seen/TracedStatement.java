package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What one statement did.
 *
 * @param statement its number in the script, from 1
 * @param text its first line, cut off, secrets hidden
 * @param seen how its locks were looked at
 * @param locks those on relations that are not the server's own
 * @param rewritten the relations whose rows it wrote anew, made by the same migration ones left out
 * @param claims what lint rules say of it, beside what was seen
 * @param unclaimed what was seen and no rule says: locks that writes wait for, and rewrites
 */
public record TracedStatement(
    int statement,
    int line,
    int column,
    String text,
    Sight seen,
    Duration duration,
    List<SeenLock> locks,
    List<String> rewritten,
    List<SeenObject> objects,
    List<Claim> claims,
    List<Claim> unclaimed) {

  /** How locks were looked at. */
  public enum Sight {
    /** Before the commit, all of them. */
    IN_TRANSACTION,
    /** From a second connection meanwhile: short ones may be missed. */
    POLLED,
    /** Not at all: it was over too soon. */
    NOT_SEEN
  }

  public TracedStatement {
    requireNonNull(text, "text");
    requireNonNull(seen, "seen");
    requireNonNull(duration, "duration");
    locks = List.copyOf(locks);
    rewritten = List.copyOf(rewritten);
    objects = List.copyOf(objects);
    claims = List.copyOf(claims);
    unclaimed = List.copyOf(unclaimed);
  }
}
