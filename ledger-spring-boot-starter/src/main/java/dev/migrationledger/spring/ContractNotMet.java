package dev.migrationledger.spring;

/** The application is not started: its database does not have what it requires. */
public final class ContractNotMet extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ContractReport report;

  ContractNotMet(ContractReport report) {
    super(summary(report));
    this.report = report;
  }

  /** The whole of it is told by the failure analyzer. */
  private static String summary(ContractReport report) {
    var more = report.errors().size() - 1;
    return "the database does not have what this application requires: "
        + report.errors().stream().findFirst().map(ContractReport.Line::message).orElse("")
        + (more > 0 ? " (and " + more + " more)" : "");
  }

  /** What was found. */
  public ContractReport report() {
    return report;
  }
}
