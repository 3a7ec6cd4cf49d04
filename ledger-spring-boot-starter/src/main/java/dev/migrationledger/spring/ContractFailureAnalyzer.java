package dev.migrationledger.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why an application was not started, instead of a stack trace. */
final class ContractFailureAnalyzer extends AbstractFailureAnalyzer<ContractNotMet> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ContractNotMet cause) {
    return new FailureAnalysis(
        cause.report().text(),
        "Do what stands below each line; \"ledger contract check\" tells the same without the"
            + " application. To start all the same, set ledger.contract.mode=warn.",
        cause);
  }
}
