package dev.migrationledger.runner.execute;

import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.target.TargetFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out what became of a migration whose connection was lost. The lost session's end is waited
 * for first: until then its COMMIT may still happen, and the absence of a receipt proves nothing.
 */
final class LostConnection {

  /** What is known now. */
  sealed interface Fate {

    /** The receipt is there. */
    record Committed(Receipt receipt) implements Fate {}

    /** The old session has ended without a receipt; this one may try again. */
    record NotCommitted() implements Fate {}

    /** The old session has ended without a receipt, and another run has the lock now. */
    record LockLost(LockHolder holder) implements Fate {}

    /** The target cannot be asked. */
    record Unknown(String why) implements Fate {}
  }

  private final Execution execution;

  LostConnection(Execution execution) {
    this.execution = execution;
  }

  Fate resolve() {
    int lost = execution.session().identity().backendPid();
    Duration patience = execution.settings().reconnectPatience();
    try {
      execution.session().reconnect(patience);
      Optional<LockHolder> other = waitForTheEndOf(lost, patience);
      if (other.isPresent() && other.get().pid() == lost) {
        return new Fate.Unknown("the lost session is still alive as " + other.get().describe());
      }
      Optional<Receipt> receipt = receipt();
      if (receipt.isPresent()) {
        return new Fate.Committed(receipt.get());
      }
      return other.<Fate>map(Fate.LockLost::new).orElseGet(Fate.NotCommitted::new);
    } catch (TargetFailure | SQLException e) {
      return new Fate.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** Takes the lock again where it was held: that it can be taken proves the old session's end. */
  private Optional<LockHolder> waitForTheEndOf(int lost, Duration patience) throws SQLException {
    long start = System.nanoTime();
    while (true) {
      Optional<LockHolder> holder =
          execution.session().wantsLock() ? execution.session().tryLock() : alive(lost);
      boolean over = System.nanoTime() - start > patience.toNanos();
      if (holder.isEmpty() || holder.get().pid() != lost || over) {
        return holder;
      }
      pause();
    }
  }

  private Optional<LockHolder> alive(int pid) throws SQLException {
    Connection connection = execution.session().connection();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT backend_start FROM pg_stat_activity WHERE pid = ? AND pid <> pg_backend_pid()"
                + " AND application_name LIKE 'migration-ledger%'")) {
      query.setInt(1, pid);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new LockHolder(pid, "", "migration-ledger", "", row.getTimestamp(1).toInstant()))
            : Optional.empty();
      }
    }
  }

  private Optional<Receipt> receipt() {
    Work work = execution.work();
    return execution.session().receipts().stream()
        .filter(receipt -> receipt.phase() == work.end())
        .filter(receipt -> receipt.run().equals(work.run()))
        .filter(receipt -> receipt.target().equals(work.target()))
        .filter(receipt -> receipt.version().equals(work.migration().version()))
        .findFirst();
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the target", e);
    }
  }
}
