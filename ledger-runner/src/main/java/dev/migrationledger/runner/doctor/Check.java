package dev.migrationledger.runner.doctor;

/** One examination: what it looks at, and what it notes. */
public interface Check {

  /** Looks at the case, and notes findings, causes, and what could not be looked at. */
  void look(Case patient, Report report);
}
