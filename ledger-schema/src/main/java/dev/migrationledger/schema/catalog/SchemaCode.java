package dev.migrationledger.schema.catalog;

/** Why a schema could not be read. */
public enum SchemaCode {
  DENIED(
      "SCHEMA-001",
      "the role may not read a part of the catalogs",
      "Grant the role the right that is named, or read the schema with another role."),
  LOCKED(
      "SCHEMA-002",
      "somebody holds a lock on what is read, or the server took too long",
      "See who with \"ledger locks\" or pg_blocking_pids(), and try again when it is gone."),
  CHANGING(
      "SCHEMA-003",
      "the schema changed while it was read, three times in a row",
      "Somebody changes it now: try again when they are done."),
  LOST("SCHEMA-004", "the connection was lost", "Try again when the server answers."),
  REFUSED(
      "SCHEMA-005",
      "the server refused a question",
      "Look the message up; when the server is one that is supported (PostgreSQL 14 to 18), report it."),
  UNREADABLE(
      "SCHEMA-006",
      "a stored snapshot cannot be read",
      "Take it from where it was written with \"ledger schema export\", or from the ledger.");

  private final String code;
  private final String condition;
  private final String remedy;

  SchemaCode(String code, String condition, String remedy) {
    this.code = code;
    this.condition = condition;
    this.remedy = remedy;
  }

  /** The code that is printed. */
  public String code() {
    return code;
  }

  /** When it is said. */
  public String condition() {
    return condition;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
