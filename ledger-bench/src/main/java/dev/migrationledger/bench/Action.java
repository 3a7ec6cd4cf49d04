package dev.migrationledger.bench;

/** What is done in a row. */
enum Action {
  /** All scripts, on an empty database each time. */
  MIGRATE,
  /** The same again, when all is applied. */
  NO_OP,
  /** What is applied? */
  STATUS,
  /** No database at all: the program's own start. */
  VERSION,
  /** No database: what do the scripts create and need, and in which order can they run? */
  GRAPH
}
