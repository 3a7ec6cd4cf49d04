package dev.migrationledger.runner.process;

/** How a command ended, its answer, and what it said beside. */
record Ended(int status, String out, String err) {

  String text() {
    return out + System.lineSeparator() + err;
  }
}
