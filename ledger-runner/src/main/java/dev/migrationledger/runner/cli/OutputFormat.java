package dev.migrationledger.runner.cli;

/** How an answer is written. */
public enum OutputFormat {
  human,
  json,
  mermaid,
  dot
}
