package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.wire.ScriptFile;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Reads a non-transactional script to its end first, because nothing of it can be taken back. */
final class StepwisePreflight {

  private StepwisePreflight() {}

  static Optional<Failure> objection(Work work) throws IOException {
    try (ScriptFile script = ScriptFile.open(work.path())) {
      boolean inBlock = false;
      Optional<Failure> first = Optional.empty();
      for (Statement next = script.next(); next != null; next = script.next()) {
        if (first.isEmpty()) {
          first = objection(next, inBlock);
        }
        inBlock =
            next.kind() == StatementKind.BEGIN || (inBlock && next.kind() != StatementKind.COMMIT);
      }
      Optional<String> whole = script.objection(work);
      if (whole.isPresent()) {
        return Optional.of(nothingRan(whole.get()));
      }
      if (first.isEmpty() && inBlock) {
        return Optional.of(nothingRan("the last BEGIN of the script has no COMMIT; nothing ran"));
      }
      return first;
    }
  }

  private static Optional<Failure> objection(Statement statement, boolean inBlock) {
    if (ScriptEncoding.isChangedBy(statement)) {
      return Optional.of(ScriptEncoding.refusal(statement));
    }
    boolean twoPhase =
        inBlock && statement.text().toUpperCase(Locale.ROOT).startsWith("PREPARE TRANSACTION");
    if (statement.kind() != StatementKind.ROLLBACK && !twoPhase) {
      return Optional.empty();
    }
    return Optional.of(
        FailureReport.ours(
            Failure.Kind.ROLLED_BACK,
            "the script says "
                + statement.text()
                + ", which a migration must not; nothing ran. Remove the statement",
            statement,
            0));
  }

  private static Failure nothingRan(String message) {
    return FailureReport.ours(Failure.Kind.ROLLED_BACK, message, 0);
  }
}
