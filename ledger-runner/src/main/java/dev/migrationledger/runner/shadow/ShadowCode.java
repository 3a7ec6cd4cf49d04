package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What a replay on an empty database can find; the error reference lists it. */
public enum ShadowCode implements FindingCode {
  REPLAY_FAILED(
      "SHADOW-001",
      Severity.ERROR,
      "A migration fails on a database in which only the migrations before it ran.",
      "The replay ends there; no target was touched, and the replay's database is removed.",
      "Correct the statement; what ran elsewhere already is corrected by a new migration before it"
          + " or by a baseline in --shadow-setup."),
  ROLE_MISSING(
      "SHADOW-002",
      Severity.ERROR,
      "A migration names a role that an empty server does not have.",
      "The replay ends there.",
      "Create the role in a file for --shadow-setup: roles belong to the server and not to the"
          + " schema."),
  EXTENSION_MISSING(
      "SHADOW-003",
      Severity.ERROR,
      "A migration needs an extension or a library that the replay's server does not have.",
      "The replay ends there.",
      "Replay on a server that has it: name one with --shadow-url, e.g. the container that the"
          + " extension is published in."),
  OBJECT_MISSING(
      "SHADOW-004",
      Severity.ERROR,
      "A migration uses something that no migration before it makes.",
      "The replay ends there: a new database cannot be made from this folder.",
      "Make it in a migration before, or, when it was there before the first migration, in a file"
          + " for --shadow-setup."),
  NOT_DETERMINISTIC(
      "SHADOW-005",
      Severity.ERROR,
      "Two replays of the same scripts give two schemas.",
      "What a target should look like cannot be told, and drift cannot be told from chance.",
      "Give what random(), now() or an order without ORDER BY names a fixed name."),
  DOWN_FAILED(
      "SHADOW-006",
      Severity.ERROR,
      "A down script fails right after its migration.",
      "The migration cannot be rolled back.",
      "Correct the down script, or remove it when there is no way back."),
  DOWN_DIFFERS(
      "SHADOW-007",
      Severity.ERROR,
      "A down script does not give back the schema from before its migration.",
      "A rollback would leave a schema that no migration describes.",
      "Let the down script undo what is named, or remove it when there is no way back."),
  AGAIN_DIFFERS(
      "SHADOW-008",
      Severity.ERROR,
      "A migration that was rolled back cannot be applied again, or gives another schema then.",
      "After a rollback the next deploy would fail or leave something else.",
      "Let the down script take back everything its migration does."),
  OTHER_ENVIRONMENT(
      "SHADOW-009",
      Severity.INFO,
      "A migration is for other environments and was not replayed.",
      "None: there it is retired.",
      "Replay for one of its environments with --environment to see it run.");

  private final Severity severity;
  private final Entry entry;

  ShadowCode(String code, Severity severity, String condition, String effect, String remedy) {
    this.severity = severity;
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
