package dev.migrationledger.api.measure;

import java.util.List;

/** What is measured, with the labels that tell its figures apart. */
enum Kind {
  EVENTS("ledger.events", "", true, "Events in the log.", ""),
  LAST_EVENT_AGE("ledger.last.event.age", "seconds", false, "Time since the newest event.", ""),
  APPEND_LAG(
      "ledger.append.lag",
      "seconds",
      false,
      "Time from when the newest event happened to when it was recorded.",
      ""),
  PROJECTION_LAG(
      "ledger.projection.lag",
      "events",
      false,
      "Events that a read model has not taken in.",
      "projection"),
  MIGRATIONS("ledger.migrations", "", false, "Migrations of a target in a state.", "target state"),
  RUNS("ledger.runs", "", true, "Runs on a target by outcome.", "target outcome"),
  EDITS("ledger.edits", "", false, "Edits of applied scripts by state.", "target state"),
  DRIFT(
      "ledger.drift",
      "objects",
      false,
      "Objects that differ, or differed, from what the ledger says.",
      "target state");

  private final String id;
  private final String unit;
  private final boolean growing;
  private final String description;
  private final String labels;

  Kind(String id, String unit, boolean growing, String description, String labels) {
    this.id = id;
    this.unit = unit;
    this.growing = growing;
    this.description = description;
    this.labels = labels;
  }

  String id() {
    return id;
  }

  String unit() {
    return unit;
  }

  /** Whether it only ever grows. */
  boolean growing() {
    return growing;
  }

  String description() {
    return description;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }
}
