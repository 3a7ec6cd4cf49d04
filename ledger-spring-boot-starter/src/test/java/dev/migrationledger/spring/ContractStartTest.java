package dev.migrationledger.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The auto-configuration in a context. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class ContractStartTest {

  private static EmbeddedPostgres server;
  private static Shop shop;

  @TempDir private Path folder;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @BeforeAll
  static void start() throws SQLException {
    server = EmbeddedPostgres.temporary();
    shop = new Shop(server);
    shop.sql("CREATE TABLE users (id bigint NOT NULL)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ConfigurableApplicationContext run(String yaml, String... arguments) throws IOException {
    var file = Files.writeString(folder.resolve("c.yaml"), yaml);
    var application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    var all =
        new ArrayList<>(
            List.of(
                "--ledger.contract.location=file:" + file,
                "--spring.main.register-shutdown-hook=false",
                "--spring.datasource.url=" + shop.url(),
                "--spring.datasource.username=" + server.user(),
                "--spring.datasource.password=" + server.password()));
    all.addAll(List.of(arguments));
    return application.run(all.toArray(String[]::new));
  }

  @Test
  void whatever_asks_the_database_waits_for_the_guard() throws IOException {
    try (var context = run("tables: { users: { columns: { id: bigint not null } } }")) {
      assertThat(context.getBeansOfType(ContractGuard.class)).hasSize(1);
      assertThat(context.getBeansOfType(ContractHealth.class)).hasSize(1);
      var template = context.getBeanNamesForType(JdbcTemplate.class)[0];
      assertThat(context.getBeanFactory().getBeanDefinition(template).getDependsOn())
          .contains("ledgerContractGuard");
    }
  }

  @Test
  void a_broken_contract_stops_the_context_and_is_analysed() {
    assertThatThrownBy(() -> run("tables: { users: , teams: , clubs: }"))
        .hasRootCauseInstanceOf(ContractNotMet.class)
        .satisfies(e -> {
          var analysis = new ContractFailureAnalyzer().analyze(e);
          assertThat(analysis.getDescription())
              .contains("does not have what this application requires:\n  CONTRACT-001 error");
          assertThat(analysis.getAction()).contains("ledger.contract.mode=warn");
        })
        .rootCause()
        .hasMessageEndingWith("there is no table or view public.teams (and 1 more)");
  }

  @Test
  void it_can_be_turned_down_and_off() throws IOException {
    var broken = "tables: { teams: }";
    try (var context = run(broken, "--ledger.contract.mode=warn")) {
      assertThat(context.isActive()).isTrue();
    }
    try (var context = run(broken, "--ledger.contract.enabled=false")) {
      assertThat(context.getBeansOfType(ContractGuard.class)).isEmpty();
    }
    try (var context =
        run(
            broken,
            "--ledger.contract.mode=warn",
            "--management.health.ledgercontract.enabled=false")) {
      assertThat(context.getBeansOfType(ContractHealth.class)).isEmpty();
    }
  }

  @Test
  void another_data_source_can_be_named() {
    assertThatThrownBy(() -> run("tables: {}", "--ledger.contract.data-source=orders"))
        .hasMessageContaining("orders");
  }

  @Test
  void its_codes_are_in_the_error_reference() throws IOException {
    var reference = Files.readString(Path.of("..", "docs", "errors.md")).replace("`", "\"");

    Stream.of(StartupCode.values())
        .forEach(code ->
            assertThat(reference)
                .contains(
                    "| \"%s\" | %s | %s |"
                        .formatted(code.code(), code.condition(), code.remedy())));
  }
}
