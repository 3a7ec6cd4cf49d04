package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.util.List;
import java.util.Locale;

/** What is found about a schema, as findings. */
public final class Findings {

  private Findings() {}

  /** Nobody could look at the schema. */
  public static Finding notTaken(SnapshotFailure failure) {
    return of(DriftCode.NOT_TAKEN, String.valueOf(failure.getMessage()));
  }

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
    return note(
        DriftCode.BEHIND,
        "a migration ran after the schema was looked at last: changes by hand since then cannot be"
            + " told from what it did; the ledger goes by what this run leaves");
  }

  static Finding restored() {
    return note(
        DriftCode.BEHIND,
        "the history goes on from another migration than the one after which the schema was looked"
            + " at: changes by hand cannot be told from that; the ledger goes by what is there");
  }

  /** An object that differed, and that the ledger goes by now. */
  static Finding taken(String object) {
    return new Finding(
        DriftCode.DRIFTED.code(),
        Severity.WARNING,
        "",
        0,
        0,
        object + " was not as the ledger says; from now on the ledger goes by it",
        "Run \"ledger drift --history\" to see what differed, and undo it when it was not meant.");
  }

  private static Finding note(DriftCode code, String message) {
    return new Finding(code.code(), Severity.INFO, "", 0, 0, message, "Nothing has to be done.");
  }

  static List<Finding> takenAsIs(String reason) {
    return List.of(note(DriftCode.NEVER_LOOKED, "the schema is taken as it is: " + reason.strip()));
  }
}
