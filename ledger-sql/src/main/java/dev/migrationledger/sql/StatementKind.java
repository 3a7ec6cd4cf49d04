package dev.migrationledger.sql;

/** What a statement means for the transaction it is run in, told from its leading words. */
public enum StatementKind {
  /** Runs inside a transaction like any other. */
  ORDINARY,
  /** Is followed by data lines, which {@link StatementReader#copyData} streams. */
  COPY_FROM_STDIN,
  /** {@code BEGIN} or {@code START TRANSACTION}. */
  BEGIN,
  /** {@code COMMIT} or {@code END}. */
  COMMIT,
  /** {@code ROLLBACK} or {@code ABORT}, not {@code ROLLBACK TO SAVEPOINT}. */
  ROLLBACK,
  /** PostgreSQL refuses it inside a transaction block. */
  NON_TRANSACTIONAL
}
