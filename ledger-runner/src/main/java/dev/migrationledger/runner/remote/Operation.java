package dev.migrationledger.runner.remote;

import java.util.Locale;

/** What a runner can ask of a service. */
enum Operation {
  STATE,
  COMMANDS,
  CONTENTS,
  TEXTS,
  DISCOVERIES,
  ATTRIBUTIONS,
  RECORDS;

  /** The last part of its address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
