package dev.migrationledger.domain.run;

/** How a run ended. */
public enum RunOutcome {
  SUCCEEDED,
  FAILED,
  INTERRUPTED
}
