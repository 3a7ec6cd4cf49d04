package dev.migrationledger.query.ask.catalogue;

import java.util.Locale;

/** The catalogue of questions. What is said of each lies in {@code questions.json}. */
public enum Question {
  EDITED,
  DIFFERENT,
  NEVER_RAN,
  APPLIED,
  PENDING,
  RAN,
  WHO_RAN,
  SLOWEST,
  FAILURE,
  BLOCKED,
  REFUSED,
  RECOVERED,
  ROLLED_BACK,
  IRREGULAR,
  DECISIONS,
  APPROVED,
  IMPORTED,
  CHANGED,
  STATE_AT,
  SCHEMA_AT,
  DRIFT,
  BY_ACTOR,
  TARGETS,
  TARGET_BYTES,
  DEPENDENTS,
  NEEDS,
  CREATES,
  OBJECT,
  DDL_WITHOUT_MIGRATION,
  CAPTURE_GAPS,
  NOTHING_HAPPENED,
  INTEGRITY,
  EXPORTED,
  HISTORY;

  /** A stable name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is said of it. */
  public Entry entry() {
    return Catalogue.of(id());
  }

  /** Whether its answer rests on more than the events of one target. */
  public boolean isAboutEveryTarget() {
    return this == TARGETS || this == TARGET_BYTES || this == INTEGRITY;
  }

  /** How it may be asked. */
  public String example() {
    return entry().ask().getFirst();
  }

  /** How its answer reads. */
  public String shape() {
    return entry().sentence();
  }
}
