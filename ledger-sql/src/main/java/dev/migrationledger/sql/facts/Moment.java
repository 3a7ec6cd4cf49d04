package dev.migrationledger.sql.facts;

/** When a fact holds, and with it when the objects it names must exist. */
public enum Moment {
  /** When the statement runs. */
  AT_ONCE,
  /** When the statement runs and the control flow of its DO block gets there. */
  IN_BLOCK,
  /** When the routine is called, and when it is created too if the server checks its body. */
  WHEN_CALLED_OR_CHECKED,
  /** When the routine is called. */
  WHEN_CALLED
}
