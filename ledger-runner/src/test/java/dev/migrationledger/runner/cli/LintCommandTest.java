package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without any database; {@code -Dgolden.write=true} writes the golden files. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class LintCommandTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "cli");

  @TempDir Path folder;

  @BeforeEach
  void migrations() throws IOException {
    write("0001_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(40));\n");
    write("0002_note.sql", "SELECT 1 FORM orders;\nCREATE INDEX orders_note ON orders (note);\n");
    write("0003_clean_up.sql", "DELETE FROM orders;\nCREATE TEMP TABLE batch (id bigint);\n");
  }

  @Test
  void every_finding_is_shown_with_its_place_its_effect_and_what_to_write_instead() {
    var said = run("lint");

    assertThat(said.status).isEqualTo(3);
    assertThat(said.text)
        .contains(
            "migrations/0002_note.sql:1:15: SQL-009 error  syntax error at or near \"orders\"",
            "migrations/0002_note.sql:2:1: LINT-001 error  An index is made on orders without"
                + " CONCURRENTLY.\n    effect:  SHARE lock on the table",
            "    instead: CREATE INDEX CONCURRENTLY in a file of its own",
            "migrations/0003_clean_up.sql:1:1: LINT-045 warning  DELETE without WHERE",
            "3 scripts: 2 errors, 1 warning, 1 note\n");
  }

  @Test
  void only_the_files_named_are_read_and_warnings_do_not_fail() {
    var said = run("lint", "migrations/0003_clean_up.sql");

    assertThat(said.status).isZero();
    assertThat(said.text).contains("1 script: 0 errors, 1 warning, 1 note").doesNotContain("0002");
  }

  @Test
  void json_keeps_its_shape() throws IOException {
    same("lint", run("lint", "--output", "json"));
  }

  @Test
  void sarif_names_rules_results_and_places() {
    var log = run("lint", "-o", "sarif").text;

    assertThat(log)
        .contains("\"version\": \"2.1.0\"", "\"id\": \"LINT-109\"", "\"id\": \"SQL-009\"")
        .containsOnlyOnce("\"id\": \"LINT-001\"")
        .containsOnlyOnce("\"ruleId\": \"LINT-001\"")
        .contains("\"uri\": \"migrations/0002_note.sql\"", "\"startLine\": 2");
    assertThat(log.split("\"ruleId\"", -1)).hasSize(5);
  }

  @Test
  void sarif_is_what_its_schema_says() throws IOException {
    write("0004_ü b.sql", "-- IGNORE: LINT-999 because\nDROP TABLE \"a\u001b\";\nSELECT 1 FORM x;");
    var schema = LintCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json");

    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Objects.requireNonNull(schema))
            .validate(run("lint", "-o", "sarif").text, InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @Test
  void ledger_yaml_chooses_severities_and_says_so() throws IOException {
    settings(
        """
        lint:
          rules:
            LINT-045: error
            index-blocks-writes: info
            LINT-048: off
            prefer-text: warning
        """);

    var said = run("lint");

    assertThat(said.status).isEqualTo(3);
    assertThat(said.text)
        .contains(
            "0003_clean_up.sql:1:1: LINT-045 error  DELETE without WHERE empties orders."
                + " [ledger.yaml:3:5]",
            "LINT-001 info  An index is made on orders without CONCURRENTLY. [ledger.yaml:4:5]",
            "0001_orders.sql:1:45: LINT-100 warning",
            "3 scripts: 2 errors, 1 warning, 1 note\n")
        .doesNotContain("LINT-048");
    assertThat(run("lint", "-o", "json").text)
        .contains("\"severity_from\": \"ledger.yaml:3:5\"")
        .contains("\"severity_from\": \"rule\"");
  }

  @Test
  void ledger_yaml_excepts_files_with_a_reason() throws IOException {
    settings(
        """
        lint:
          except:
            - {rule: LINT-001, files: "0002_*", because: orders is small}
            - rule: delete-everything
              files: 0003_clean_?p.sql
              because: a cache
        """);

    assertThat(run("lint").text)
        .contains("3 scripts: 1 error, 0 warnings, 1 note; 2 excepted in ledger.yaml")
        .doesNotContain("LINT-001", "LINT-045");
    assertThat(run("lint", "-o", "json").text)
        .contains("\"because\": \"orders is small\"", "\"because\": \"a cache\"");
  }

  @Test
  void ledger_yaml_names_the_version_of_the_target() throws IOException {
    write("0004_id.sql", "SELECT uuidv7();\n");
    settings("lint: {target-version: 15}\n");

    assertThat(run("lint").text).contains("0004_id.sql", "LINT-077 error");
    assertThat(run("lint", "--server-version", "18").text).doesNotContain("LINT-077");
  }

  @Test
  void what_ledger_yaml_says_wrongly_of_lint_is_told_at_once_with_its_places() throws IOException {
    settings(
        """
        lint:
          target-version: new
          colour: red
          rules:
            LINT-001: fatal
          except:
            - rule: LINT-002
              files: "*"
            - {rule: LINT-002, files: "*", because: x, until: y}
        """);

    var said = run("lint");

    assertThat(said.status).isEqualTo(2);
    var file = folder.resolve("ledger.yaml");
    assertThat(said.text)
        .contains(
            "CONFIG-003 " + file + ":2:19 says target-version \"new\"",
            "CONFIG-002 " + file + ":3:3 has the unknown setting \"colour\"; there are",
            "CONFIG-003 " + file + ":5:15 says \"fatal\" of LINT-001",
            "CONFIG-003 " + file + ":7:7 makes an exception without because",
            "CONFIG-002 " + file + ":9:48 has the unknown setting \"until\"");
  }

  @Test
  void a_rule_that_there_is_not_is_no_setting() throws IOException {
    settings("lint:\n  rules:\n    LINT-999: error\n");

    var said = run("lint");

    assertThat(said.status).isEqualTo(2);
    assertThat(said.text)
        .contains(
            "CONFIG-003 "
                + folder.resolve("ledger.yaml")
                + ":3:5 names \"LINT-999\", which is no lint"
                + " rule; \"ledger lint --rules\" lists them");
  }

  @Test
  void hostile_names_cannot_forge_an_annotation() throws IOException {
    var file = "evil,line=9::x%.sql";
    Files.writeString(folder.resolve(file), "DROP TABLE \"a%\n::error::forged\u001b[2J\";\n");

    var said = run("lint", "-o", "github", file);

    assertThat(said.text.lines())
        .singleElement()
        .asString()
        .startsWith(
            "::warning file=evil%2Cline=9%3A%3Ax%25.sql,line=1,col=1,title=LINT-035::"
                + "a%25\\x0a::error::forged\\x1b[2J is dropped.%0A");
    assertThat(run("lint", file).text).contains("a%\\x0a::error::forged\\x1b[2J is dropped.");
  }

  @Test
  void a_secret_in_a_script_is_not_shown() throws IOException {
    write(
        "0004_role.sql",
        """
        CREATE ROLE app PASSWORD 'hunter2';
        ALTER ROLE app PASSWORD 'hunter2' x;
        ALTER ROLE app pasword 'hunter2';
        ALTER ROL app PASSWORD 'hunter2';
        CREATE USER app WITH ENCRYPTED PASSWRD $$hunter2$$;
        """);

    for (var format : List.of("human", "json", "sarif", "github")) {
      assertThat(run("lint", "-o", format).text).contains("LINT-084").doesNotContain("hunter2");
    }
  }

  @Test
  void a_file_that_is_not_read_is_told() throws IOException {
    write("0005-wrong-name.sql", "SELECT 1;\n");

    assertThat(run("lint").text).contains("migrations/0005-wrong-name.sql: SRC-001 error");
    assertThat(run("lint", "nothing.sql"))
        .satisfies(said -> assertThat(said.status).isEqualTo(3))
        .satisfies(said -> assertThat(said.text).contains("nothing.sql: SRC-008 error"));
  }

  @Test
  void optional_rules_are_enabled_by_name_or_code() {
    assertThat(run("lint", "--enable", "prefer-text").text)
        .contains("0001_orders.sql:1:45: LINT-100 info");
    assertThat(run("lint", "--enable", "LINT-100,LINT-109").text).contains("LINT-100", "LINT-109");
    assertThat(run("lint", "--enable", "prefer-tea"))
        .satisfies(said -> assertThat(said.status).isEqualTo(2))
        .satisfies(said ->
            assertThat(said.text).contains("--enable names \"prefer-tea\", which is no rule"));
  }

  @Test
  void the_rules_are_listed() {
    assertThat(run("lint", "--rules").text)
        .contains("LINT-001 index-blocks-writes  error")
        .contains("LINT-100 prefer-text  info, with --enable");
  }

  @Test
  void other_commands_do_not_answer_as_sarif() {
    assertThat(run("status", "-o", "sarif"))
        .satisfies(said -> assertThat(said.status).isEqualTo(2))
        .satisfies(said ->
            assertThat(said.text).contains("this command answers in human, json, not in sarif"));
  }

  private record Said(int status, String text) {}

  private Said run(String... words) {
    var text = new StringWriter();
    var writer = new PrintWriter(text);
    var console = new Console(writer, writer, false, Map.of());
    return new Said(LedgerCli.run(console, Map.of(), folder, words), text.toString());
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations").resolve(file), text);
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), text);
  }

  private static void same(String name, Said said) throws IOException {
    var golden = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, said.text);
    }
    assertThat(said.status).isEqualTo(3);
    assertThat(said.text).isEqualTo(Files.readString(golden));
  }
}
