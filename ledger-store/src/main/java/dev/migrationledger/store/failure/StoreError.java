package dev.migrationledger.store.failure;

/** The catalogue of the store's errors: condition, effect and remedy of each code. */
public enum StoreError {
  UNREACHABLE(
      "STORE-001",
      "The ledger database cannot be reached, or the connection broke.",
      "It is not known whether a command in flight was recorded; sending it again is harmless.",
      "Check the address and that the server runs, then run the command again."),
  SCHEMA_MISSING(
      "STORE-002",
      "The database has no schema \"ledger\".",
      "Nothing was read or recorded.",
      "Run \"ledger migrate\", which makes it, or name the right database with --ledger-url."),
  NO_RIGHT_TO_INSTALL(
      "STORE-003",
      "The role may not make or upgrade the schema \"ledger\".",
      "Nothing was changed.",
      "Let the database's owner run the GRANT that the message shows, or start once as the owner that it names."),
  NEWER_FORMAT(
      "STORE-004",
      "The ledger was written by a newer program.",
      "Nothing was read or recorded, so that nothing is misread.",
      "Upgrade the program."),
  CONFLICTING_WRITERS(
      "STORE-005",
      "Other processes keep recording on the same target at the same moment.",
      "The command was not recorded.",
      "Run the command again when the others are done."),
  CORRUPTED(
      "STORE-006",
      "A stored event cannot be read.",
      "Nothing was recorded.",
      "Run \"ledger verify\"; upgrade the program if it does not know the event's type."),
  CONTENT_TAMPERED(
      "STORE-007",
      "A stored text does not match its commitment.",
      "The text is not shown.",
      "Run \"ledger verify\" and restore the ledger from a backup."),
  NOT_PERMITTED(
      "STORE-008",
      "The role lacks a right on the schema \"ledger\".",
      "Nothing was recorded.",
      "Let the schema's owner run the GRANT that the message shows."),
  TOO_LARGE(
      "STORE-009",
      "An event's header would be larger than 64 KiB.",
      "Nothing was recorded.",
      "Shorten the target's name."),
  HEAD_DAMAGED(
      "STORE-010",
      "The head row is missing or contradicts itself.",
      "Nothing was recorded.",
      "Run \"ledger verify\" and restore the ledger from a backup."),
  LOGIN_REFUSED(
      "STORE-011",
      "The ledger database refused the login.",
      "Nothing was read or recorded.",
      "Check user and password, and the server's pg_hba.conf."),
  REFUSED(
      "STORE-012",
      "The ledger database refused a statement.",
      "Nothing was recorded.",
      "Read the server's message; run \"ledger verify\".");

  private final String code;
  private final String condition;
  private final String effect;
  private final String remedy;

  StoreError(String code, String condition, String effect, String remedy) {
    this.code = code;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
  }

  /** The code a message starts with, e.g. {@code STORE-004}. */
  public String code() {
    return code;
  }

  /** When it happens. */
  public String condition() {
    return condition;
  }

  /** What state things are in then. */
  public String effect() {
    return effect;
  }

  /** What to do, imperative. */
  public String remedy() {
    return remedy;
  }
}
