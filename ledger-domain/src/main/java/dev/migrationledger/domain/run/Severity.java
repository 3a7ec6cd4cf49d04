package dev.migrationledger.domain.run;

/** How bad a finding is; an {@code ERROR} keeps a run from starting. */
public enum Severity {
  ERROR,
  WARNING,
  INFO
}
