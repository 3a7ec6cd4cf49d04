package dev.migrationledger.spring;

/** What can be wrong beside the schema itself; the error reference lists them. */
public enum StartupCode {
  VERSION_MISSING(
      "CONTRACT-030",
      "The version that the application expects is not applied.",
      "Run \"ledger migrate\" on this database before the application starts."),
  LEDGER_STATE(
      "CONTRACT-031",
      "A migration has failed, is half done or is running, or nobody knows how it ended.",
      "See \"ledger status\"; \"ledger recover\" says what to do."),
  NOT_SEEN(
      "CONTRACT-032",
      "What is to be checked cannot be read, so that nobody can say that it is as it should be.",
      "Grant what the message says, or take the check out of the properties."),
  UNREACHABLE(
      "CONTRACT-033",
      "The database cannot be reached, so nothing was checked.",
      "Start the database, or correct the address, name and password.");

  private final String code;
  private final String condition;
  private final String remedy;

  StartupCode(String code, String condition, String remedy) {
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
