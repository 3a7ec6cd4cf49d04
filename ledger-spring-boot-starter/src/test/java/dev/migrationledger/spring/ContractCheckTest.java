package dev.migrationledger.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.spring.LedgerContractProperties.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.io.DefaultResourceLoader;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class ContractCheckTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(server);
  }

  private ContractCheck check(String yaml, String version, String user, String password)
      throws IOException {
    var location = "";
    if (!yaml.isEmpty()) {
      var file = folder.resolve("c.yaml");
      Files.writeString(file, yaml);
      location = "file:" + file;
    }
    return check(location, version, user, password, "");
  }

  private ContractCheck check(
      String location, String version, String user, String password, String target) {
    var database = new PGSimpleDataSource();
    database.setUrl(shop.url());
    database.setUser(user);
    database.setPassword(password);
    return new ContractCheck(
        new LedgerContractProperties(
            true, location, Mode.FAIL, version, true, target, "", Duration.ofSeconds(60)),
        database,
        new DefaultResourceLoader());
  }

  private String said(String yaml, String version) throws IOException {
    return check(yaml, version, server.user(), server.password()).run().text();
  }

  @Test
  void a_half_done_migration_keeps_the_application_from_starting() throws Exception {
    shop.receipt("0001", "APPLIED").receipt("0002", "BEGUN").receipt("0002", "STEP");

    assertThat(said("", "")).contains("CONTRACT-031 error migration 0002 is half done");
    assertThat(said("", "0001")).contains("has all that this application requires");
    assertThat(said("", "0002")).contains("CONTRACT-030", "CONTRACT-031");
  }

  @Test
  void what_the_ledger_knows_counts_too() throws Exception {
    shop.receipt("0001", "APPLIED").receipt("0003", "APPLIED");
    shop.sql(
        "CREATE TABLE ledger.schema_migrations (target text, version text, filename text, status"
            + " text, error_message text, number bigint, known boolean)",
        "INSERT INTO ledger.schema_migrations VALUES"
            + " ('shop-test', '0000', '0000_base.sql', 'baselined', '', 0, true),"
            + " ('shop-test', '0002', '0002_x.sql', 'pending', '', 2, true),"
            + " ('shop-test', '0004', '0004_y.sql', 'failed', E'42P01 no table\\nmore', 4, true),"
            + " ('other', '0009', '0009_z.sql', 'running', '', 9, true)");

    assertThat(said("", "0000")).contains("has all that");
    assertThat(said("", "2"))
        .contains(
            "CONTRACT-030 error version 2 is expected, and the database has come to 0003 without it");
    assertThat(said("", "3")).contains("has all that");
    assertThat(said("", ""))
        .contains("CONTRACT-031 error migration 0004_y.sql is failed: 42P01 no table")
        .doesNotContain("more", "0009");
    assertThat(check("", "", server.user(), server.password(), "other").run().text())
        .contains("0009_z.sql is running");
  }

  @Test
  void a_role_without_rights_is_told_what_it_could_not_look_at() throws Exception {
    shop.migrate("0001");
    shop.sql("DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN PASSWORD 'p'");
    var yaml = "tables: { users: { columns: { id: bigint not null, mail: } } }";

    var report = check(yaml, "", "poor", "p").run();
    assertThat(report.text())
        .contains("CONTRACT-002 error", "public.users has no column \"mail\"")
        .contains(
            "Not looked at:",
            "ledger.receipt: the role may not read it; GRANT USAGE ON SCHEMA ledger, SELECT ON ledger.receipt to it");
    assertThat(report.version()).isEmpty();

    assertThat(check("", "0001", "poor", "p").run().text())
        .contains("CONTRACT-032 error version 0001 is expected, and nobody can say");
    shop.sql("GRANT USAGE ON SCHEMA ledger TO poor", "GRANT SELECT ON ledger.receipt TO poor");
    assertThat(check("", "0001", "poor", "p").run().kept()).isTrue();
  }

  @Test
  void a_database_without_a_ledger_is_held_against_all_rules() throws Exception {
    shop.sql("CREATE TABLE users (id int)");

    assertThat(said("tables: { users: { columns: { mail: { since: 9 } } } }", ""))
        .contains("CONTRACT-002", "this database has no ledger.receipt");
    assertThat(said("tables: { users: { columns: { mail: { optional: true } } } }", ""))
        .contains("and lacks what it wishes for", "CONTRACT-002 warning");
  }

  @Test
  void a_contract_that_cannot_be_read_is_part_of_the_report() throws Exception {
    assertThat(said("tabels: {}\nversion: 9\n", ""))
        .contains("CONTRACT-021", "did you mean \"tables\"?", "CONTRACT-022");
    assertThat(check("classpath:none.yaml", "", server.user(), server.password(), "").run().text())
        .contains("CONTRACT-020 classpath:none.yaml is not there", "ledger.contract.location");
  }

  @Test
  void a_wrong_password_is_told_without_it() throws Exception {
    var text = check("", "", "nobody", "geheim").run().text();

    assertThat(text).contains("CONTRACT-033").doesNotContain("geheim");
  }

  @Test
  void the_health_is_looked_at_again_only_after_a_while() throws Exception {
    shop.migrate("0001");
    var now = new AtomicReference<>(Instant.EPOCH);
    var health =
        new ContractHealth(
            check("tables: { users: }", "", server.user(), server.password()),
            Mode.FAIL,
            Duration.ofSeconds(60),
            now::get);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);

    shop.sql("DROP TABLE users");
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void an_expected_version_is_a_number() {
    assertThatThrownBy(() -> check("", "v2", "u", "p", ""))
        .hasMessageContaining("ledger.contract.expected-version is \"v2\"");
  }

  @Test
  void every_property_is_told_to_editors() throws IOException {
    try (var in =
        ContractCheck.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      var metadata = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      Arrays.stream(LedgerContractProperties.class.getRecordComponents())
          .map(c -> c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
          .forEach(name -> assertThat(metadata).contains("\"ledger.contract." + name + "\""));
    }
  }
}
