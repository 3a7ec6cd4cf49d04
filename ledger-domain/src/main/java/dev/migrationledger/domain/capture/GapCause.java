package dev.migrationledger.domain.capture;

/** Why DDL may have gone unseen. */
public enum GapCause {
  /** A part of the capture was switched off, in whole or for replicas. */
  DISABLED,
  /** A part of the capture was gone. */
  MISSING,
  /** A part of the capture was another one than the one installed. */
  CHANGED,
  /** A part of the capture was altered or made anew in between, and is as installed again. */
  ALTERED,
  /** The capture met an error of its own and let the statement pass. */
  FAILED,
  /** The server's history branched off: a restore, or a standby that took over. */
  BRANCHED,
  /** Captured rows were taken away before they were collected. */
  ROWS_MISSING
}
