package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.execute.wire.Stopped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks at what a script without a transaction has done, in a transaction that changes nothing. */
final class StepwiseVerification {

  private StepwiseVerification() {}

  /** What to send before the first statement. */
  static List<Command> before(Execution execution) {
    var before = execution.work().verification().before(false);
    return before.isEmpty()
        ? List.of()
        : List.of(new Command.Own("the look before it", before, List.of()));
  }

  static List<Finding> of(Execution execution) throws Stopped {
    var verification = execution.work().verification();
    if (!verification.isWanted()) {
      return List.of();
    }
    Connection connection = execution.session().connection();
    try {
      ask(connection, Command.Own.of("BEGIN"));
      List<List<String>> answer =
          verification.question().isEmpty()
              ? List.of()
              : ask(
                  connection,
                  new Command.Own("the verification", verification.question(), List.of()));
      return verification.judge(answer, connection);
    } finally {
      Pipeline.run(connection, List.of(Command.Own.of("ROLLBACK")));
    }
  }

  private static List<List<String>> ask(Connection connection, Command command) throws Stopped {
    Pipeline.Result result = Pipeline.run(connection, List.of(command));
    if (result.error().isPresent() || result.completed() < 1) {
      SQLException error =
          result.error().orElseGet(() -> new SQLException("the server's answer ended early"));
      throw new Stopped(command, error, false);
    }
    return result.answers().getOrDefault(0, List.of());
  }
}
