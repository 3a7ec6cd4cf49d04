package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what the examinations note. */
public final class Report {

  private final List<Finding> findings = new ArrayList<>();
  private final List<RootCause> causes = new ArrayList<>();
  private final List<String> notExamined = new ArrayList<>();

  /** Notes a finding about the whole target. */
  public void find(DoctorCode code, String message) {
    findings.add(code.at("", 0, 0, message));
  }

  /** Notes a finding about a file. */
  public void find(DoctorCode code, String file, String message) {
    findings.add(code.at(file, 0, 0, message));
  }

  /** Notes what another room found, under a code of this one. */
  public void find(DoctorCode code, Finding found) {
    var message = found.message() + " (" + found.code() + ")";
    findings.add(code.at(found.file(), found.line(), found.column(), message));
  }

  /** Notes a finding of another room as it is. */
  public void pass(Finding finding) {
    findings.add(finding);
  }

  /** Notes a root cause. */
  public void cause(RootCause cause) {
    causes.add(cause);
  }

  /** Notes what could not be looked at. */
  public void notExamined(String what) {
    if (!what.isEmpty() && !notExamined.contains(what)) {
      notExamined.add(what);
    }
  }

  Diagnosis diagnosis(Diagnosis.Summary summary) {
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::code)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line));
    return new Diagnosis(summary, findings, causes, notExamined);
  }
}
