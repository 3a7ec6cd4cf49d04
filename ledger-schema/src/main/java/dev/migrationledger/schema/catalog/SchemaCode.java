package dev.migrationledger.schema.catalog;

/** Why a schema could not be read. Nothing is changed then, and there is no half a snapshot. */
public enum SchemaCode {
  DENIED(
      "SCHEMA-001",
      "The role may not read a part of the catalogs.",
      "Grant the role the right that is named, or read the schema with another role."),
  LOCKED(
      "SCHEMA-002",
      "Somebody holds a lock on what is read, or the server took too long.",
      "See who with pg_blocking_pids(), and try again when it is gone."),
  CHANGING(
      "SCHEMA-003",
      "The schema changed while it was read, three times in a row.",
      "Somebody changes it now: try again when they are done."),
  LOST(
      "SCHEMA-004",
      "The connection was lost while the schema was read.",
      "Try again when the server answers."),
  REFUSED(
      "SCHEMA-005",
      "The server refused a question.",
      "Look the message up; when the server is PostgreSQL 14 to 18, report it."),
  UNREADABLE(
      "SCHEMA-006",
      "A text is no snapshot, or one of another format.",
      "Take it from where it was written with \"ledger schema export\", or from the ledger.");

  private static final String EFFECT = "Nothing is changed, and there is no half a snapshot.";

  private final String code;
  private final String condition;
  private final String remedy;

  SchemaCode(String code, String condition, String remedy) {
    this.code = code;
    this.condition = condition;
    this.remedy = remedy;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** When it is given. */
  public String condition() {
    return condition;
  }

  /** What state things are in then. */
  public String effect() {
    return EFFECT;
  }

  /** What to do, imperative. */
  public String remedy() {
    return remedy;
  }
}
