package dev.migrationledger.query.ask;

/** The catalogue of questions: what can be asked, an example of each, and how its answer reads. */
public enum Question {
  EDITED(
      "edited",
      "who edited 0029 after it ran",
      "AUTHOR edited FILE in commit COMMIT at TIME, after ACTOR had applied it at TIME."),
  NEVER_RAN(
      "never-ran",
      "which migrations never ran, and why",
      "N of M migrations never ran: A retired, B rejected, C failed, D pending."),
  APPLIED("applied", "what is applied", "N of M migrations are applied, the last is FILE."),
  PENDING("pending", "what is pending", "N migrations are pending: VERSIONS."),
  FAILURE(
      "failure",
      "why did the last deploy fail",
      "Run RUN of ACTOR failed at FILE, line N: MESSAGE; what was kept, and what was not tried."),
  WHO_RAN(
      "who-ran",
      "who ran 0031, from where, with which bytes",
      "ACTOR applied FILE at TIME from HOST with checksum CHECKSUM."),
  ROLLED_BACK(
      "rolled-back",
      "who rolled back 0031, and why",
      "ACTOR rolled 0031 back by FILE at TIME from HOST: REASON; how many times, and what failed."),
  IRREGULAR(
      "irregular",
      "what ran out of order, twice, or under a duplicate number",
      "N migrations ran out of order, N ran twice, N numbers were used by several files."),
  DECISIONS(
      "decisions",
      "who acknowledged, retired, baselined or overrode, and why",
      "N decisions: ACTOR did what to which migration, and the reason."),
  IMPORTED(
      "imported",
      "which history was imported",
      "N rows of TOOL were imported from TABLE, tied to N migrations; the ledger did not witness them."),
  CHANGED(
      "changed",
      "what changed between 2026-03-01 and 2026-03-08",
      "Between TIME and TIME: N applied, N failed, N edited, N retired."),
  BY_ACTOR("by-actor", "show everything ada did", "ACTOR caused N events between TIME and TIME."),
  DEPENDENTS(
      "dependents",
      "who depends on 0012",
      "N migrations depend on FILE: A (declared, line N), B (uses OBJECT, line N)."),
  NEEDS(
      "needs",
      "what does 0031 depend on",
      "FILE needs N migrations: A (declared, line N), B (creates OBJECT, used in line N)."),
  CREATES("creates", "what does 0012 create", "FILE creates N objects: OBJECT (line N)."),
  OBJECT(
      "object",
      "which migration created table users",
      "OBJECT is created by FILE line N, and named by N more: A (alters it, line N)."),
  FOREIGN_DDL(
      "ddl-without-migration",
      "what DDL has no migration",
      "N changes outside any migration were captured, by ROLE (N); the last is COMMAND OBJECT."),
  CAPTURE_GAPS(
      "capture-gaps",
      "was capture ever off",
      "DDL is captured since TIME, with N gaps; the last began at TIME: PART, CAUSE."),
  HISTORY("history", "history of 0029", "N events concern FILE: what happened, oldest first.");

  private final String id;
  private final String example;
  private final String shape;

  Question(String id, String example, String shape) {
    this.id = id;
    this.example = example;
    this.shape = shape;
  }

  /** A stable name. */
  public String id() {
    return id;
  }

  /** How it may be asked. */
  public String example() {
    return example;
  }

  /** How its answer reads. */
  public String shape() {
    return shape;
  }
}
