package dev.migrationledger.runner.cli;

/** How an answer is written, as the option spells it. */
public enum OutputFormat {
  human,
  json,
  /** A page for people. */
  markdown,
  /** One page for a browser. */
  html,
  /** Pages for printing, into a file. */
  pdf,
  /** A table, RFC 4180. */
  csv,
  /** A diagram in Markdown pages. */
  mermaid,
  /** A diagram for Graphviz. */
  dot,
  /** Static analysis results, version 2.1.0 (OASIS). */
  sarif,
  /** Workflow commands that GitHub shows beside the lines of a change. */
  github
}
