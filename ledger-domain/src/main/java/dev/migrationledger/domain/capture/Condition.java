package dev.migrationledger.domain.capture;

/** How a part of the capture was found. */
public enum Condition {
  INTACT,
  DISABLED,
  MISSING,
  CHANGED
}
