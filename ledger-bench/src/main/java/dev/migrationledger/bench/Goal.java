package dev.migrationledger.bench;

/** What the ledger is held to in a row. */
sealed interface Goal {

  /** The ledger's median is at most this many times the floor's. */
  record Ratio(Contestant floor, double limit) implements Goal {}

  /** The ledger's median, in seconds. */
  record Seconds(double limit) implements Goal {}

  /** The ledger's peak resident memory, in MB. */
  record Memory(long limit) implements Goal {}

  /** The ledger's time for a script is at most this many times that of another row's. */
  record Linear(String row, double limit) implements Goal {}
}
