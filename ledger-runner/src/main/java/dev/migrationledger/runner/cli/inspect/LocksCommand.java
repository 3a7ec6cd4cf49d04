package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** Says who holds the target's lock. */
@Command(
    name = "locks",
    description = "Says which process holds the target's lock, and which ones wait for it.",
    footer = {"", "Exit: 0 nobody holds it, 6 somebody does"})
public final class LocksCommand extends LedgerTask {

  @Override
  protected ExitCode run(Workspace workspace) {
    var holder = workspace.session().lockHolder();
    var waiting = workspace.session().lockWaiters();
    if (json()) {
      answer(
          new LocksAnswer(
              "ledger/locks/v1",
              workspace.target(),
              workspace.gateway().asOf(),
              holder.stream().map(Session::of).toList(),
              waiting.stream().map(Session::of).toList()));
    } else {
      console()
          .answer(
              holder
                  .map(h -> "held by " + h.describe())
                  .orElse("nobody holds the lock of target \"" + workspace.target() + "\""));
      waiting.forEach(w -> console().answer("waiting: " + w.describe()));
    }
    return holder.isPresent() ? ExitCode.LOCK_BUSY : ExitCode.DONE;
  }

  /** What is answered: none or one holder, and who waits. */
  record LocksAnswer(
      String schema, String target, long asOf, List<Session> held, List<Session> waiting) {}

  /** A database session. */
  record Session(int pid, String role, String application, String clientAddress, Instant since) {

    static Session of(LockHolder holder) {
      return new Session(
          holder.pid(),
          holder.role(),
          holder.application(),
          holder.clientAddress(),
          holder.since());
    }
  }
}
