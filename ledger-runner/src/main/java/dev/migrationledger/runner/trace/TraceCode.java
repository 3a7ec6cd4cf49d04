package dev.migrationledger.runner.trace;

/** What can go wrong with a trace; the error reference lists it. */
public enum TraceCode {
  REPLAY_FAILED(
      "TRACE-001",
      "A migration failed in the replay of a trace.",
      "The trace ends there; the target was not touched, and the replay's database is removed.",
      "Correct the statement. What the folder expects to be there before its first migration (roles,"
          + " extensions, a baseline) goes into a file for --trace-setup.");

  private final String code;
  private final String condition;
  private final String effect;
  private final String remedy;

  TraceCode(String code, String condition, String effect, String remedy) {
    this.code = code;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
  }

  /** Its number. */
  public String code() {
    return code;
  }

  /** When it is reported. */
  public String condition() {
    return condition;
  }

  /** What state things are in then. */
  public String effect() {
    return effect;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
