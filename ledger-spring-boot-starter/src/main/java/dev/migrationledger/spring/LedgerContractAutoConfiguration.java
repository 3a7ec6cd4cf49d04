package dev.migrationledger.spring;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/** Sets the guard up where there is a database to guard. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(DataSource.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnProperty(
    prefix = "ledger.contract",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties(LedgerContractProperties.class)
public final class LedgerContractAutoConfiguration {

  @Bean
  static ContractCheck ledgerContractCheck(
      LedgerContractProperties properties, ListableBeanFactory beans, ResourceLoader resources) {
    var name = properties.dataSource();
    var database =
        name.isEmpty() ? beans.getBean(DataSource.class) : beans.getBean(name, DataSource.class);
    return new ContractCheck(properties, database, resources);
  }

  @Bean
  static ContractGuard ledgerContractGuard(
      ContractCheck check, LedgerContractProperties properties) {
    return new ContractGuard(check, properties.mode());
  }

  /** What needs the actuator. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  static final class WithHealth {

    @Bean
    @ConditionalOnEnabledHealthIndicator("ledgercontract")
    static ContractHealth ledgerContractHealthIndicator(
        ContractCheck check, LedgerContractProperties properties) {
      return new ContractHealth(
          check, properties.mode(), properties.recheckInterval(), InstantSource.system());
    }
  }
}
