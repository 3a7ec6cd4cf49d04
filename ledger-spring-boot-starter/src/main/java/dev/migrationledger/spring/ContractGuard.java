package dev.migrationledger.spring;

import dev.migrationledger.spring.LedgerContractProperties.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Looks at the database before any bean that needs it initialised, and before the application takes
 * traffic.
 */
public final class ContractGuard implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(ContractGuard.class);

  private final ContractCheck check;
  private final Mode mode;

  ContractGuard(ContractCheck check, Mode mode) {
    this.check = check;
    this.mode = mode;
  }

  /**
   * Checks.
   *
   * @throws ContractNotMet when something is not as required and that is to stop the start
   */
  @Override
  public void afterPropertiesSet() {
    var report = check.run();
    if (!report.kept() && mode == Mode.FAIL) {
      throw new ContractNotMet(report);
    }
    if (!report.kept() || !report.warnings().isEmpty()) {
      LOG.warn("{}", report.text());
    } else {
      LOG.info("{}", report.text());
    }
  }
}
