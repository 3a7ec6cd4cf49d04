package dev.migrationledger.runner.execute;

import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the session back as it was before a script: role, settings, temporary tables, cursors,
 * prepared statements. Never {@code DISCARD ALL}, which would drop the migration lock; whether the
 * script dropped it is looked at each time.
 */
final class SessionReset {

  /** Back to the role that logged in; also before a receipt is written. */
  static final List<Command> ROLE =
      List.of(Command.Own.of("RESET SESSION AUTHORIZATION"), Command.Own.of("RESET ROLE"));

  private static final List<Command> REST =
      List.of(
          Command.Own.of("RESET ALL"),
          Command.Own.of("DISCARD TEMP"),
          Command.Own.of("DISCARD SEQUENCES"),
          Command.Own.of("CLOSE ALL"),
          Command.Own.of("UNLISTEN *"),
          Command.Own.of("DEALLOCATE ALL"));

  private final Execution execution;

  SessionReset(Execution execution) {
    this.execution = execution;
  }

  /** What to send after the last command of a migration, when its role is reset already. */
  List<Command> afterRole() {
    List<Command> commands = new ArrayList<>(REST);
    if (execution.session().wantsLock()) {
      commands.add(new Command.Own("the lock", TargetSession.lockQuestion(), List.of()));
    }
    return commands;
  }

  /** Looks at the answer to the last of {@link #afterRole}, which was at this index. */
  void check(Pipeline.Result result, int index) {
    if (result.error().isPresent()) {
      runAlone(false);
      return;
    }
    if (!execution.session().wantsLock()) {
      return;
    }
    List<String> answer = result.answer(index);
    if (answer.isEmpty() || answer.getFirst().equals("f")) {
      lockIsGone();
    }
  }

  /** Rolls back when asked to, and resets, in a round trip of its own. */
  void runAlone(boolean rollback) {
    List<Command> commands = new ArrayList<>();
    if (rollback) {
      commands.add(Command.Own.of("ROLLBACK"));
    }
    commands.addAll(ROLE);
    commands.addAll(afterRole());
    Pipeline.Result result = Pipeline.run(execution.session().connection(), commands);
    if (result.error().isPresent()) {
      warn("the session could not be reset: " + result.error().get().getMessage());
    } else {
      check(result, commands.size() - 1);
    }
  }

  private void lockIsGone() {
    String cause = execution.work().migration().file() + " released the migration lock";
    try {
      Optional<LockHolder> holder = execution.session().tryLock();
      warn(
          holder
              .map(other -> cause + " and " + other.describe() + " has it now")
              .orElse(cause + "; it was taken again"));
    } catch (TargetFailure e) {
      warn(cause + "; it could not be taken again: " + e.getMessage());
    }
  }

  private void warn(String message) {
    execution.progress().warning(execution.work(), message);
  }
}
