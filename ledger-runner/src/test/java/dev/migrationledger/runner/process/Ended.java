package dev.migrationledger.runner.process;

/** How a command ended, and everything it said. */
record Ended(int status, String text) {}
