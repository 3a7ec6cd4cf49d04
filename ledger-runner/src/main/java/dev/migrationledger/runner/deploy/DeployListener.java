package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.ProgressListener;
import dev.migrationledger.runner.target.LockHolder;

/** Hears how a deploy goes on, while it goes on. */
public interface DeployListener extends ProgressListener {

  /** Another runner holds the target's lock. */
  void waitingForLock(LockHolder holder);

  /** A migration is about to be executed. */
  void starting(PlannedMigration migration, int number, int of);

  /** A migration was executed. */
  void ended(PlannedMigration migration, Outcome outcome);
}
