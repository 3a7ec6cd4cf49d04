package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.schema.ObservedDrift;
import java.util.List;
import java.util.Locale;

/** What is found about a schema, as findings. */
final class Findings {

  private Findings() {}

  static Finding of(DriftCode code, String message) {
    return new Finding(code.code(), Severity.WARNING, "", 0, 0, message, code.remedy());
  }

  static Finding drifted(ObservedDrift observed) {
    var drift = observed.drift();
    return of(
        DriftCode.DRIFTED,
        "%s was %s outside of any migration"
            .formatted(drift.label(), drift.change().name().toLowerCase(Locale.ROOT)));
  }

  static Finding behind() {
    return new Finding(
        DriftCode.BEHIND.code(),
        Severity.INFO,
        "",
        0,
        0,
        "a migration ran after the schema was looked at last: changes by hand since then cannot be"
            + " told from what it did; the ledger goes by what this run leaves",
        "Nothing has to be done.");
  }

  static List<Finding> taken(String reason) {
    return List.of(
        new Finding(
            DriftCode.NEVER_LOOKED.code(),
            Severity.INFO,
            "",
            0,
            0,
            "the schema is taken as it is: " + reason.strip(),
            "Nothing has to be done."));
  }
}
