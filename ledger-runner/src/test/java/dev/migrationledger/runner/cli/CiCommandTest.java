package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class CiCommandTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/cli/ci.json");

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Clone clone;

  @BeforeEach
  void lay_out() {
    clone =
        new Clone(folder, server)
            .write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, age int);\n")
            .write("0002_name.sql", "ALTER TABLE users ADD COLUMN name text;\n")
            .write("0002_name.down.sql", "ALTER TABLE users DROP COLUMN name;\n");
  }

  @Test
  void a_sound_folder_passes_on_an_embedded_server_and_leaves_no_database() throws IOException {
    var said = clone.run("ci");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .startsWith("Order of application:\n  0001_users.sql  (")
        .containsPattern("passed +replay +\\d+ ms  2 migrations on PostgreSQL 18\\.\\d+\n")
        .containsPattern("passed +down scripts +\\d+ ms  1 down script\n")
        .contains(
            "skipped  ledger", "skipped  base", "passed   same twice", "passed: 2 migrations");
    try (var made = Files.list(folder.resolve(".ledger"))) {
      assertThat(made.map(p -> p.getFileName().toString())).containsExactly("shadow");
    }
  }

  @Test
  void a_migration_that_fails_ends_with_one_and_the_place() {
    clone.write("0003_bad.sql", "CREATE TABLE t (id int);\nGRANT SELECT ON t TO reporting;\n");

    var said = clone.ci();

    assertThat(said.status()).as(said.all()).isEqualTo(1);
    assertThat(said.out())
        .contains("SHADOW-002 error  0003_bad.sql:2:1: the replay failed at statement 2: 42704")
        .contains("  0003_bad.sql  (failed after ", "failed: replay (1 finding)");
  }

  @Test
  void all_that_is_wrong_is_told_at_once_and_a_folder_that_would_be_refused_is_not_replayed() {
    clone
        .write("0002_other.sql", "SELECT 1;\n")
        .write("0003_syntax.sql", "SELEC 1;\n")
        .write("0004_cascade.sql", "DROP TABLE users CASCADE;\n")
        .write("notes.txt", "");

    var said = clone.ci();

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("SRC-003 error  0002_name.sql", "SRC-003 error  0002_other.sql")
        .contains("0003_syntax.sql:1:1", "SRC-002 error  notes.txt", "LINT-")
        .contains("skipped  replay                   a deploy would be refused, see scripts");
  }

  @Test
  void what_lint_calls_an_error_refuses_and_ledger_yaml_has_the_last_word() throws IOException {
    clone.write(
        "0003_lock.sql", "CREATE INDEX CONCURRENTLY a ON users (age); DELETE FROM users;\n");
    Files.writeString(folder.resolve("ledger.yaml"), "lint:\n  rules:\n    LINT-045: error\n");
    var refused = clone.ci();
    assertThat(refused.out()).contains("LINT-");
    assertThat(refused.status()).as(refused.all()).isEqualTo(3);
  }

  @Test
  void a_down_script_that_leaves_something_behind_is_refused() {
    clone.write("0002_name.down.sql", "SELECT 1;\n");

    var said = clone.ci();

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("SHADOW-007 error  0002_name.down.sql")
        .contains("column public.users.name is there and should not be");
  }

  @Test
  void chance_is_refused() {
    clone.write(
        "0003_chance.sql",
        "DO $$ BEGIN EXECUTE format('ALTER TABLE users ADD CONSTRAINT c%s CHECK (age > 0)',"
            + " (random() * 1e9)::bigint); END $$;\n");

    var said = clone.ci();

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("SHADOW-005 error  0003_chance.sql: two replays give two schemas");
  }

  @Test
  void a_script_that_ran_and_was_edited_is_told_by_the_ledger(@TempDir Path other) {
    var shell = new Shell(server, other);
    shell.write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
    assertThat(shell.run("migrate").status()).isZero();
    var line = new String[] {"ci", "--shadow-url", server.libpqUrl("postgres")};
    assertThat(shell.run(line).out()).containsPattern("passed +ledger +\\d+ ms  target shop");

    shell.write("0001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);\n");
    var said = shell.run(line);

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out()).contains("PLAN-002 error  0001_users.sql", "failed: ledger");
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt")).isEqualTo("1");
  }

  @Test
  void what_the_target_has_not_run_yet_is_told_by_the_exit_status_when_asked(@TempDir Path other) {
    var shell = new Shell(server, other);
    shell.write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
    var line = new String[] {"ci", "--shadow-url", server.libpqUrl("postgres"), "--exit-code"};
    assertThat(shell.run(line).status()).isEqualTo(4);
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run(line).status()).isZero();

    shell.write("0002_orders.sql", "CREATE TABLE orders (id bigint);\n");
    assertThat(shell.run(line).status()).isEqualTo(4);
    assertThat(shell.run(line[0], line[1], line[2]).status()).isZero();

    var nowhere = clone.ci("--exit-code");
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("no ledger was named");
  }

  @Test
  void a_ledger_that_is_away_is_told_beside_the_rest() {
    var said = clone.ci("--ledger-url", "postgres://nobody@127.0.0.1:1/ledger", "--target", "shop");

    assertThat(said.status()).as(said.all()).isEqualTo(9);
    assertThat(said.out()).contains("CI-008 error", "passed   replay", "failed: ledger");
    assertThat(clone.ci("--ledger-url", "postgres://nobody@127.0.0.1:1/ledger").err())
        .contains("name the one to check against with --target");
  }

  @Test
  void reports_are_well_formed_whatever_names_and_messages_hold() throws Exception {
    clone
        .write("0003_ü,b:c%0A.sql", "SELECT 1;\n")
        .write("0004_x\n::error::gotcha.sql", "SELECT 1;\n")
        .write("0005_<a>&\"'\u0001.sql", "SELECT 1;\n");

    var said = clone.ci("--junit", "out/ci.xml", "--sarif", "ci.sarif", "--annotations", "github");

    assertThat(said.status()).isEqualTo(3);
    var token = said.out().lines().findFirst().orElse("").replace("::stop-commands::", "");
    assertThat(said.out().split("\n::" + token + "::\n", 2)[1].lines())
        .allMatch(line -> line.startsWith("::error file="))
        .anyMatch(line -> line.contains("0003_ü%2Cb%3Ac%250A.sql"))
        .anyMatch(line -> line.contains("0004_x%0A%3A%3Aerror%3A%3Agotcha.sql"));
    assertThat(said.err()).isEmpty();
    var junit = junit("out/ci.xml");
    assertThat(junit.getAttribute("name")).isEqualTo("ledger ci");
    assertThat(texts(junit, "failure")).contains("SRC-001", "0005_<a>&\"'\uFFFD.sql");
    assertThat(sarifErrors("ci.sarif")).isEmpty();
  }

  @Test
  void junit_has_a_case_for_each_check_and_each_migration() throws Exception {
    clone.write("0003_bad.sql", "SELECT 1/0;\n").write("0004_late.sql", "SELECT 1;\n");

    assertThat(clone.ci("--junit", "ci.xml").status()).isEqualTo(1);

    var suites = junit("ci.xml");
    var names = suites.getElementsByTagName("testcase");
    assertThat(
            IntStream.range(0, names.getLength())
                .mapToObj(i -> ((Element) names.item(i)).getAttribute("name")))
        .contains("replay", "merge", "0001_users.sql", "0003_bad.sql")
        .doesNotContain("0004_late.sql");
    assertThat(texts(suites, "failure")).contains("SHADOW-001 0003_bad.sql:1:1: the replay failed");
    assertThat(suites.getElementsByTagName("skipped").getLength()).isEqualTo(6);
    var first = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(first.getAttribute("tests")).isEqualTo("9");
    assertThat(first.getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void annotations_come_by_themselves_where_github_runs_it() {
    clone.write("0003_bad.sql", "SELECT 1/0;\n");
    clone.environment.put("GITHUB_ACTIONS", "true");

    assertThat(clone.ci("-o", "json"))
        .satisfies(said -> assertThat(said.out()).startsWith("{").doesNotContain("::error"))
        .satisfies(said ->
            assertThat(said.err())
                .contains("::error file=migrations/0003_bad.sql,line=1,col=1,title=SHADOW-001::"));
    assertThat(clone.ci().out()).contains("\n::error file=migrations/0003_bad.sql,line=1");
    assertThat(clone.ci("--annotations", "none").all()).doesNotContain("::");
  }

  @Test
  void the_answer_in_json_keeps_its_shape() throws IOException {
    clone.commit().on("feature").write("0003_bad.sql", "SELECT 1/0;\n");

    var said = clone.ci("--base", "main", "-o", "json");

    var text =
        said.out()
            .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
            .replaceAll("main [0-9a-f]{10}", "main <commit>")
            .replaceAll("18\\.\\d+", "<version>")
            .replaceAll("(_ms\": )\\d+", "$1\"<ms>\"");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
    assertThat(said.status()).isEqualTo(1);
  }

  @Test
  void a_secret_of_a_script_is_in_no_report() throws IOException {
    clone.write(
        "0003_role.sql", "CREATE ROLE app PASSWORD 'hunter2' IN ROLE nowhere_to_be_found;\n");

    var said = clone.ci("--junit", "a.xml", "--sarif", "b.sarif", "--annotations", "github");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.all() + Files.readString(folder.resolve("a.xml")))
        .contains("nowhere_to_be_found")
        .doesNotContain("hunter2");
    assertThat(Files.readString(folder.resolve("b.sarif"))).doesNotContain("hunter2");
  }

  @Test
  void what_makes_no_sense_is_usage() {
    assertThat(clone.ci("--annotations", "gitlab").status()).isEqualTo(2);
    assertThat(clone.ci("--shadow-setup", "none.sql").err())
        .contains("--shadow-setup names none.sql, which cannot be read");
    assertThat(clone.ci("--junit", "migrations/0001_users.sql/x.xml").status()).isEqualTo(2);
    assertThat(clone.run("ci", "--shadow-url", "postgres://x@127.0.0.1:1/x").status()).isEqualTo(9);
  }

  private Element junit(String file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve(file).toFile())
        .getDocumentElement();
  }

  private static String texts(Element in, String tag) {
    var all = new StringBuilder();
    var found = in.getElementsByTagName(tag);
    IntStream.range(0, found.getLength()).forEach(i -> all.append(found.item(i).getTextContent()));
    return all.toString();
  }

  private List<?> sarifErrors(String file) throws IOException {
    var schema = CiCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(Objects.requireNonNull(schema))
        .validate(Files.readString(folder.resolve(file)), InputFormat.JSON);
  }
}
