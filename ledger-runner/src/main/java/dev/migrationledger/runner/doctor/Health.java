package dev.migrationledger.runner.doctor;

import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import dev.migrationledger.runner.schema.SchemaHealth.Broken;
import java.util.List;

/** Objects of the database that are half-done. */
final class Health implements Check {

  @Override
  public void look(Case patient, Report report) {
    var invalid = patient.health().invalidIndexes();
    for (var index : invalid) {
      report.find(DoctorCode.INVALID_INDEX, label(index) + " is invalid");
    }
    if (!invalid.isEmpty()) {
      report.cause(
          new RootCause(
              DoctorCode.INVALID_INDEX.code(),
              "An index was built concurrently, and its build did not end",
              Risk.MEDIUM,
              "no query uses it, and each write pays for it",
              invalid.stream().map(i -> label(i) + " is invalid").toList(),
              invalid.stream()
                  .map(i ->
                      new Action(
                          "Build " + i.name() + " again",
                          "REINDEX INDEX CONCURRENTLY " + i.schema() + "." + i.name()))
                  .toList()));
    }
    constraints(patient.health().unvalidated(), report);
  }

  private static void constraints(List<Broken> unvalidated, Report report) {
    for (var constraint : unvalidated) {
      report.find(
          DoctorCode.UNVALIDATED,
          "constraint %s on %s was never validated: ALTER TABLE %s VALIDATE CONSTRAINT %s"
              .formatted(
                  constraint.name(), constraint.table(), constraint.table(), constraint.name()));
    }
  }

  private static String label(Broken index) {
    return "index " + index.schema() + "." + index.name() + " on " + index.table();
  }
}
