package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.HeldLocks.Held;
import dev.migrationledger.runner.trace.seen.Claim;
import dev.migrationledger.runner.trace.seen.LockMode;
import dev.migrationledger.runner.trace.seen.SeenLock;
import dev.migrationledger.runner.trace.seen.SeenObject;
import dev.migrationledger.runner.trace.seen.TracedStatement;
import dev.migrationledger.runner.trace.seen.TracedStatement.Sight;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.lint.LintFinding;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at what the statements of one script do, and keeps it. */
final class Observation {

  /** Of a script with more statements, only those that lock, change or are claimed about. */
  private static final int MOST_PLAIN = 1_000;

  private static final int LONGEST_TEXT = 80;

  private final ReplaySession replay;
  private final Map<Integer, List<LintFinding>> findings;
  private final List<TracedStatement> statements = new ArrayList<>();
  private final Map<Held, Integer> held = new LinkedHashMap<>();
  private Catalog atStart = Catalog.EMPTY;
  private Catalog now = Catalog.EMPTY;

  /**
   * An observation of a session.
   *
   * @param findings what rules say of the script, by its statements' numbers
   */
  Observation(ReplaySession replay, Map<Integer, List<LintFinding>> findings) {
    this.replay = replay;
    this.findings = Map.copyOf(findings);
  }

  void start() throws SQLException {
    atStart = Catalog.read(replay.target().connection());
    now = atStart;
  }

  List<TracedStatement> statements() {
    return List.copyOf(statements);
  }

  /** The statement is done, and its transaction is open. */
  void inTransaction(Statement statement, long nanoseconds) throws SQLException {
    Set<Held> locks =
        HeldLocks.of(replay.target().connection(), replay.target().identity().backendPid());
    boolean mayChange =
        locks.stream().anyMatch(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) > 0);
    Catalog after = mayChange ? Catalog.read(replay.target().connection()) : now;
    List<SeenLock> before = seen(held.keySet(), after, statement.ordinal());
    List<Held> taken = locks.stream().filter(lock -> !held.containsKey(lock)).toList();
    taken.forEach(lock -> held.put(lock, statement.ordinal()));
    keep(
        statement,
        nanoseconds,
        Sight.IN_TRANSACTION,
        seen(taken, after, statement.ordinal()),
        before,
        after);
  }

  void transactionEnded() {
    held.clear();
  }

  LockPolling poll() {
    return new LockPolling(replay.second(), replay.target().identity().backendPid());
  }

  /** The statement ran outside a transaction, and its locks are gone. */
  void alone(Statement statement, long nanoseconds, Set<Held> polled) throws SQLException {
    Catalog after = Catalog.read(replay.target().connection());
    Sight sight = polled.isEmpty() ? Sight.NOT_SEEN : Sight.POLLED;
    List<SeenLock> locks = seen(polled, after, statement.ordinal());
    keep(statement, nanoseconds, sight, locks, List.of(), after);
  }

  private void keep(
      Statement statement,
      long nanoseconds,
      Sight sight,
      List<SeenLock> taken,
      List<SeenLock> before,
      Catalog after)
      throws SQLException {
    List<String> rewritten = now.rewrittenIn(after, atStart);
    List<SeenObject> objects =
        replay.objectsSeen() ? ObjectNotes.take(replay.target().connection()) : List.of();
    List<LintFinding> said = findings.getOrDefault(statement.ordinal(), List.of());
    Comparison comparison = new Comparison(taken, before, rewritten);
    List<Claim> claims = sight == Sight.NOT_SEEN ? List.of() : comparison.claims(said);
    now = after;
    boolean plain = objects.isEmpty() && rewritten.isEmpty() && claims.isEmpty();
    if (statements.size() < MOST_PLAIN || !plain) {
      statements.add(
          new TracedStatement(
              statement.ordinal(),
              statement.start().line(),
              statement.start().column(),
              firstLine(statement),
              sight,
              Duration.ofNanos(nanoseconds),
              taken,
              rewritten,
              objects,
              claims,
              comparison.unclaimed(claims)));
    }
  }

  /** Toast tables and what came and went within the statement have no name. */
  private List<SeenLock> seen(Iterable<Held> locks, Catalog after, int statement) {
    List<SeenLock> seen = new ArrayList<>();
    for (Held lock : locks) {
      now.find(lock.relation())
          .or(() -> after.find(lock.relation()))
          .ifPresent(relation ->
              seen.add(
                  new SeenLock(
                      relation.name(),
                      table(relation, after),
                      lock.mode(),
                      !atStart.holds(lock.relation()),
                      held.getOrDefault(lock, statement))));
    }
    return seen;
  }

  private String table(Catalog.Relation relation, Catalog after) {
    return relation.table() == 0
        ? relation.name()
        : now.find(relation.table())
            .or(() -> after.find(relation.table()))
            .map(Catalog.Relation::name)
            .orElse(relation.name());
  }

  private static String firstLine(Statement statement) {
    String line = SecretText.without(statement.text()).split("\\R", 2)[0].strip();
    return line.length() <= LONGEST_TEXT
        ? line
        : line.substring(
                0,
                line.offsetByCodePoints(
                    0, Math.min(LONGEST_TEXT, line.codePointCount(0, line.length()))))
            + "…";
  }
}
