package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class ContractCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(server, folder);
  }

  @Test
  void a_contract_that_is_generated_is_kept_until_the_schema_changes() throws IOException {
    shell.sql("CREATE TABLE users (id bigint PRIMARY KEY, password_hash text NOT NULL)");
    Files.createDirectories(folder.resolve("migrations"));

    var written = shell.run("contract", "generate");
    assertThat(written.status()).as(written.all()).isZero();
    assertThat(written.out())
        .isEqualToIgnoringNewLines(
            "wrote %s/schema-contract.yaml: 1 tables and views, 0 enums of target \"shop\"; beside it schema-contract.schema.json for editors"
                .formatted(folder));
    assertThat(folder.resolve("schema-contract.schema.json")).exists();
    assertThat(shell.run("contract", "check").all())
        .isEqualToIgnoringNewLines(
            "kept: 1 tables and 0 enums of %s/schema-contract.yaml, held against target \"shop\" by all rules"
                .formatted(folder));

    shell.sql("ALTER TABLE users RENAME password_hash TO password");
    var broken = shell.run("contract", "check");
    assertThat(broken.status()).isEqualTo(5);
    assertThat(broken.out())
        .startsWith(
            "CONTRACT-002 error %s/schema-contract.yaml:9:7: public.users has \"password\", not \"password_hash\"\n    Apply the migration that adds it, or correct its name in the contract.\nbroken: 1 rule; 1 tables"
                .formatted(folder));

    assertThat(shell.run("contract", "generate").err())
        .contains("schema-contract.yaml is there already and was not touched")
        .contains("--yes");
    assertThat(shell.run("contract", "generate", "--yes").status()).isZero();
    assertThat(shell.run("contract", "check").status()).isZero();
  }

  @Test
  void the_version_comes_from_the_ledger_unless_it_is_said() throws IOException {
    shell.write("0001_users.sql", "CREATE TABLE users (id bigint);\n");
    var contract = folder.resolve("schema-contract.yaml");
    var rules = "tables: { users: { columns: { id: , mail: { since: \"0002\" } } } }";
    Files.writeString(contract, rules);
    assertThat(shell.run("migrate").status()).isZero();

    assertThat(shell.run("contract", "check").all())
        .contains("kept: ")
        .contains("by the rules of 0001");
    assertThat(shell.run("contract", "check", "--at", "2").status()).isEqualTo(5);
    shell.write("0002_other.sql", "CREATE TABLE other (id bigint);\n");
    assertThat(shell.run("migrate").all()).contains("VERIFY-007");
    Files.delete(contract);
    assertThat(shell.run("migrate").status()).isZero();
    Files.writeString(contract, rules);
    assertThat(shell.run("contract", "check").out())
        .contains("CONTRACT-002 error", "by the rules of 0002");

    shell.sql("DROP SCHEMA ledger CASCADE");
    assertThat(shell.run("contract", "check").out()).contains("by all rules");
  }

  @Test
  void an_optional_rule_only_warns() throws IOException {
    shell.sql("CREATE TABLE users (id bigint)");
    Files.writeString(
        folder.resolve("schema-contract.yaml"),
        "tables: { users: { columns: { mail: { optional: true } } } }");

    var said = shell.run("contract", "check");

    assertThat(said.status()).isZero();
    assertThat(said.out()).contains("CONTRACT-002 warning", ", 1 optional rule is not");
  }

  @Test
  void a_contract_that_cannot_be_read_is_exit_2_with_all_its_mistakes() throws IOException {
    assertThat(shell.run("contract", "check").err())
        .contains("CONTRACT-020", "is not there; \"ledger contract generate\" writes one");

    Files.writeString(folder.resolve("mine.yaml"), "tabels: {}\nversion: 2\n");
    Files.writeString(folder.resolve("ledger.yaml"), "contract: mine.yaml\n");
    var said = shell.run("contract", "check");
    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err())
        .contains("CONTRACT-021 " + folder + "/mine.yaml:1:1 a contract has no \"tabels\"")
        .contains("CONTRACT-022 " + folder + "/mine.yaml:2:10 \"version\" is \"2\"")
        .contains("Nothing was checked.");

    assertThat(shell.run("contract", "check", "--at", "next", "--contract", "x").status())
        .isEqualTo(2);
    assertThat(shell.run("contract", "mend").status()).isEqualTo(2);
  }

  @Test
  void a_name_that_would_paint_the_terminal_is_shown_plainly() throws IOException {
    Files.writeString(folder.resolve("schema-contract.yaml"), "tables: { \"\\x1b[31mred\": }");

    var said = shell.run("contract", "check");

    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out()).doesNotContain("\u001b").contains("\\x1b[31mred");
  }
}
