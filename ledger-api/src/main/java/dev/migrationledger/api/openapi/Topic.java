package dev.migrationledger.api.openapi;

/** What routes are sorted by. */
public enum Topic {
  TARGETS("Targets", "The databases whose schema is migrated, and where each stands."),
  MIGRATIONS("Migrations", "One migration: its texts, its edits, everything that happened to it."),
  APPROVALS("Approvals", "Who approved which bytes, and who looked at broken glass."),
  EVENTS("Events", "The log itself: events, runs, and the events as a file for other tools."),
  PAST("Past", "A target as it was at any time or index, and comparisons."),
  QUESTIONS("Questions", "Questions in plain words, answered with evidence."),
  REPORTS("Reports", "Files for auditors and for a post-mortem. Taking one is itself recorded."),
  ACCESS("Access", "Who the caller is, and the tokens that callers show."),
  RUNNER("Runner", "What `ledger --ledger https://...` uses. For programs of the same version."),
  SERVICE("Service", "The service about itself.");

  private final String title;
  private final String description;

  Topic(String title, String description) {
    this.title = title;
    this.description = description;
  }

  /** Its name. */
  public String title() {
    return title;
  }

  /** What it is about. */
  public String description() {
    return description;
  }
}
