package dev.migrationledger.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The example application as its users run it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class ShopApplicationIT {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(server);
  }

  @Test
  void an_application_whose_contract_is_kept_starts_and_says_so_in_its_health() throws Exception {
    shop.migrate("0001").migrate("0002");
    try (var running = shop.start("--ledger.contract.recheck-interval=0s")) {
      assertThat(running.serves()).as(running.said()).isTrue();

      assertThat(running.get("/users")).contains("\"users\":0");
      assertThat(running.said())
          .contains("has all that this application requires")
          .doesNotContain(server.password());
      assertThat(running.get("/actuator/health"))
          .contains("\"ledgerContract\"", "\"kept\":true", "\"version\":\"2\"");

      shop.sql("ALTER TABLE users DROP COLUMN mail");
      assertThat(running.get("/actuator/health"))
          .contains("\"status\":\"DOWN\"", "CONTRACT-002 error classpath:schema-contract.yaml:8:7");
    }
  }

  @Test
  void an_application_whose_contract_is_broken_ends_with_1_and_all_reasons() throws Exception {
    shop.migrate("0001").migrate("0002");
    shop.sql(
        "ALTER TABLE users RENAME mail TO e_mail", "ALTER TABLE users ALTER name DROP NOT NULL");
    try (var running = shop.start()) {
      assertThat(running.ends()).isEqualTo(1);

      assertThat(running.said())
          .contains("APPLICATION FAILED TO START")
          .contains(
              "  CONTRACT-004 error classpath:schema-contract.yaml:7:7: public.users.name may hold NULL, and the contract says it does not\n")
          .contains(
              "  CONTRACT-002 error classpath:schema-contract.yaml:8:7: public.users has \"e_mail\", not \"mail\"\n"
                  + "      Apply the migration that adds it, or correct its name in the contract.\n")
          .contains("CONTRACT-006 error")
          .contains("set ledger.contract.mode=warn")
          .doesNotContain("the shop's beans ask", "Tomcat started", "\tat ", server.password());
    }
  }

  @Test
  void in_warn_mode_the_same_is_only_logged() throws Exception {
    shop.migrate("0001");
    try (var running = shop.start("--ledger.contract.mode=warn")) {
      assertThat(running.serves()).as(running.said()).isTrue();

      assertThat(running.said()).contains("WARN", "CONTRACT-030 error version 0002 is expected");
      assertThat(running.get("/actuator/health")).contains("\"status\":\"UP\"", "\"kept\":false");
    }
  }

  @Test
  void an_application_does_not_start_before_its_migration_has_run() throws Exception {
    shop.migrate("0001");
    try (var running = shop.start()) {
      assertThat(running.ends()).isEqualTo(1);

      assertThat(running.said())
          .contains(
              "  CONTRACT-030 error version 0002 is expected, and the database has come to 0001\n"
                  + "      Run \"ledger migrate\" on this database before the application starts.\n")
          .doesNotContain("CONTRACT-002");
    }
  }

  @Test
  void an_application_does_not_start_on_a_database_that_is_not_there() throws Exception {
    try (var running = shop.startOn("jdbc:postgresql://127.0.0.1:1/shop", "shop", "geheim")) {
      assertThat(running.ends()).isEqualTo(1);

      assertThat(running.said())
          .contains("CONTRACT-033 error Connection to 127.0.0.1:1 refused")
          .contains("Start the database, or correct the address, name and password.")
          .doesNotContain("geheim", "Tomcat started");
    }
  }
}
