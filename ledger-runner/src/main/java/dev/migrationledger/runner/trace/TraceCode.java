package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** What can go wrong with a trace; the error reference lists it. */
public enum TraceCode implements Catalogued {
  REPLAY_FAILED(
      "TRACE-001",
      "A migration failed in the replay of a trace.",
      "The trace ends there; the target was not touched, and the replay's database is removed.",
      "Correct the statement. What the folder expects to be there before its first migration (roles,"
          + " extensions, a baseline) goes into a file for --trace-setup.");

  private final Entry entry;

  TraceCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
