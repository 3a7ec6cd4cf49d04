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

/** Before a merge the schema that all migrations make is held against the contract. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class CiContractTest {

  private static final String RENAMED =
      """
      tables:
        users:
          columns:
            id: bigint
            password_hash: text
            nick: { type: text, optional: true }
      """;

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Clone clone;

  @BeforeEach
  void lay_out() {
    clone =
        new Clone(folder, server)
            .write("0001_users.sql", "CREATE TABLE users (id bigint, password_hash text);\n")
            .write("0002_rename.sql", "ALTER TABLE users RENAME password_hash TO password;\n");
  }

  @Test
  void a_contract_that_is_kept_passes_and_an_optional_rule_only_warns() throws IOException {
    contract("tables: { users: { columns: { password: , nick: { optional: true } } } }\n");

    var said = clone.ci("--annotations", "github");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .containsPattern("passed +contract +\\d+ ms  1 table, 0 enums of schema-contract.yaml\n")
        .contains("CONTRACT-002 warning  schema-contract.yaml:1:43: public.users has no")
        .contains("\n::warning file=schema-contract.yaml,line=1,col=43,title=CONTRACT-002::");
  }

  @Test
  void a_broken_contract_is_told_with_its_place_everywhere_and_ends_with_five() throws IOException {
    contract(RENAMED);

    var said = clone.ci("--junit", "ci.xml", "--sarif", "ci.sarif", "--annotations", "github");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("failed   contract", "failed: contract (1 finding)")
        .contains(
            "CONTRACT-002 error  schema-contract.yaml:5:7: public.users has \"password\", not"
                + " \"password_hash\"\n")
        .contains("CONTRACT-002 warning  schema-contract.yaml:6:7: public.users has no")
        .contains("    Apply the migration that adds it, or correct its name in the contract.\n")
        .contains("\n::error file=schema-contract.yaml,line=5,col=7,title=CONTRACT-002::");
    assertThat(Files.readString(folder.resolve("ci.xml")))
        .contains("message=\"CONTRACT-002 schema-contract.yaml:5:7: public.users has");
    assertThat(Files.readString(folder.resolve("ci.sarif")))
        .contains("\"CONTRACT-002\"", "\"schema-contract.yaml\"");

    var json = clone.ci("-o", "json");
    assertThat(json.status()).isEqualTo(5);
    assertThat(json.out())
        .contains("\"exit_code\": 5", "\"name\": \"contract\"", "\"CONTRACT-002\"")
        .contains("\"file\": \"schema-contract.yaml\"");
  }

  @Test
  void it_is_held_against_what_the_merge_makes() throws IOException {
    contract("tables: { users: { columns: { password: } } }\n");
    clone.commit().on("feature").write("0004_mail.sql", "ALTER TABLE users ADD mail text;\n");
    clone.commit().on("main").write("0003_gone.sql", "ALTER TABLE users DROP password;\n").commit();
    assertThat(clone.on("feature").ci().status()).isZero();

    var said = clone.ci("--base", "main");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("passed   merge", "CONTRACT-002 error  schema-contract.yaml:1:")
        .contains("of schema-contract.yaml, merged with main");
  }

  @Test
  void it_is_held_against_the_branch_when_the_merge_comes_to_nothing() throws IOException {
    contract(RENAMED);
    clone.commit().on("feature").write("0003_ours.sql", "CREATE TABLE ours (id int);\n").commit();
    clone.on("main").write("0003_theirs.sql", "CREATE TABLE theirs (id int);\n").commit();

    var said = clone.on("feature").ci("--base", "main");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out()).contains("CI-003 error", "CONTRACT-002 error");
  }

  @Test
  void the_schema_is_held_against_it_when_it_is_known_from_before_too() throws IOException {
    assertThat(clone.ci().status()).isZero();
    contract(RENAMED);

    var said = clone.ci();

    assertThat(said.out()).contains("known from an earlier replay", "CONTRACT-002 error");
    assertThat(said.status()).isEqualTo(5);
  }

  @Test
  void mistakes_in_the_contract_are_told_beside_all_else() throws IOException {
    contract("tables:\n  users:\n    colums: {}\n    kind: tabel\n");
    assertThat(clone.ci())
        .satisfies(said -> assertThat(said.status()).as(said.all()).isEqualTo(2))
        .satisfies(said ->
            assertThat(said.out())
                .contains("schema-contract.yaml, which cannot be read")
                .contains("CONTRACT-021 error  schema-contract.yaml:3:5: ")
                .contains("CONTRACT-022 error  schema-contract.yaml:4:11: "));

    clone.write("0003_bad.sql", "SELECT 1/0;\n");
    assertThat(clone.ci())
        .satisfies(said -> assertThat(said.status()).isEqualTo(1))
        .satisfies(said -> assertThat(said.out()).contains("SHADOW-001", "CONTRACT-021"));
  }

  @Test
  void nothing_is_held_against_it_when_the_replay_fails() throws IOException {
    contract(RENAMED);
    clone.write("0003_bad.sql", "SELECT 1/0;\n");

    assertThat(clone.ci().out())
        .contains("skipped  contract                 the replay did not come to its end")
        .doesNotContain("CONTRACT-");
  }

  @Test
  void a_contract_that_was_named_has_to_be_there_and_the_usual_one_has_not() {
    assertThat(clone.ci().out()).contains("skipped  contract                 there is none");

    clone.environment.put("LEDGER_CONTRACT", "shop/contract.yaml");
    var said = clone.ci();

    assertThat(said.status()).as(said.all()).isEqualTo(2);
    assertThat(said.out())
        .contains("CONTRACT-020 error  shop/contract.yaml: is not there; \"ledger contract");
  }

  private void contract(String text) throws IOException {
    Files.writeString(folder.resolve("schema-contract.yaml"), text);
  }
}
