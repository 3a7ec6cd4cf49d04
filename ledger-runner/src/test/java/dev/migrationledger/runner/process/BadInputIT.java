package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong: each is said clearly, with its remedy and exit code, or it works. */
class BadInputIT {

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @Test
  void an_unreachable_database_is_named_on_stderr_and_in_json() {
    var site = Site.create(server, scratch, false).steps(1, "");
    var url = "postgres://db@127.0.0.1:1/shop";
    var arguments = List.of("migrate", "-u", url, "-d", site.folder.toString(), "-o", "json");
    var ended = process(Map.of(), site.folder, arguments);
    assertThat(ended.status()).isEqualTo(9);
    assertThat(ended.err())
        .startsWith("TARGET-001 the target jdbc:postgresql://127.0.0.1:1/shop cannot be reached: ")
        .contains("nothing was run. Check host and port");
    assertThat(ended.out())
        .contains("\"schema\": \"ledger/error/v1\"", "\"exit_code\": 9", "TARGET-001");
  }

  @Test
  void a_wrong_password_names_the_role_and_is_shown_nowhere() {
    var site = Site.create(server, scratch, true).steps(1, "");
    var wrong = new HashMap<>(site.environment());
    wrong.put("PGPASSWORD", "s3cret-wrong");
    wrong.put("LEDGER_DEBUG", "1");
    var target = process(wrong, site.folder, site.arguments("migrate", "-o", "json"));
    assertThat(target.status()).isEqualTo(9);
    assertThat(target.err()).startsWith("TARGET-002 ").contains("role \"postgres\"", "PGPASSWORD");
    assertThat(target.out()).contains("TARGET-002");
    assertThat(target.text()).doesNotContain("s3cret-wrong");

    var url =
        "postgres://postgres:s3cret-url@127.0.0.1:%d/%s"
            .formatted(server.port(), site.ledgerDatabase);
    var ledger = new HashMap<>(site.environment());
    ledger.put("LEDGER_LEDGER_URL", url);
    ledger.put("LEDGER_DEBUG", "1");
    var arguments =
        List.of("migrate", "-u", server.url(site.database), "-d", site.folder.toString());
    var refused = process(ledger, site.folder, arguments);
    assertThat(refused.status()).isEqualTo(9);
    assertThat(refused.err()).contains("STORE-011 ", "No migration was executed");
    assertThat(refused.text()).doesNotContain("s3cret-url", server.password());
    assertThat(site.texts("SELECT version FROM ran")).isEmpty();
  }

  @Test
  void a_role_that_may_not_make_the_schema_gets_the_grant_to_ask_for() {
    var site = Site.create(server, scratch, false).steps(1, "");
    site.execute("CREATE ROLE intern LOGIN PASSWORD 'intern'");
    var intern = Map.of("PGUSER", "intern", "PGPASSWORD", "intern");
    var ended = process(intern, site.folder, site.arguments("migrate"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("GRANT CREATE ON DATABASE \"" + site.database + "\" TO \"intern\";");
    assertThat(site.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'ledger'")).isEmpty();
  }

  @Test
  void a_folder_that_takes_no_files_is_migrated_from_and_not_written_to() throws IOException {
    var site = Site.create(server, scratch, false).steps(1, "");
    assertThat(site.folder.toFile().setWritable(false)).isTrue();
    try {
      assertThat(process(site, Map.of(), "migrate").status()).isZero();
    } finally {
      assertThat(site.folder.toFile().setWritable(true)).isTrue();
    }
    var ended = process(Map.of(), site.folder, List.of("new", "orders", "--dir", "/proc"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("/proc/", "cannot be written");
  }

  @Test
  void ten_thousand_files_are_read_and_as_many_recorded() {
    var site = Site.create(server, scratch, false);
    for (var i = 1; i <= 9_999; i++) {
      site.write("%04d_step.sql".formatted(i), "SELECT " + i + ";\n");
    }
    site.write(".gitkeep", "");
    var ended = process(site, Map.of(), "migrate", "--to", "0020");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("20 applied on target \"shop\"");
    assertThat(site.run("status").out()).contains("20 applied", "9979 pending", "9999 in all");
  }

  @Test
  void an_empty_file_runs_with_a_warning_and_a_windows_file_with_a_note() throws IOException {
    var site = Site.create(server, scratch, false);
    site.write("0001_step.sql", "");
    site.write("0002_step.sql", "\uFEFFCREATE TABLE t0002 (id int);\r\nSELECT 'a\r\nb';\r\n");
    var ended = process(site, Map.of(), "migrate");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.text())
        .contains("SRC-007", "0001_step.sql")
        .contains("SRC-009", "0002_step.sql")
        .contains("2 applied on target \"shop\"");
    assertThat(process(site, Map.of(), "migrate").out()).contains("nothing to do");
  }

  @Test
  void a_hundred_megabytes_run_in_a_small_heap() throws IOException {
    var site = Site.create(server, scratch, false);
    site.execute("CREATE UNLOGGED TABLE big (line text)");
    var line = ("x".repeat(999) + "\n").repeat(1000);
    try (var out = Files.newBufferedWriter(site.folder.resolve("0001_step.sql"))) {
      out.write("COPY big FROM STDIN;\n");
      for (var i = 0; i < 90; i++) {
        out.write(line);
      }
      out.write("\\.\n");
      for (var i = 0; i < 10_000; i++) {
        out.write("INSERT INTO big VALUES ('" + "y".repeat(1000) + "');\n");
      }
    }
    assertThat(Files.size(site.folder.resolve("0001_step.sql"))).isGreaterThan(100_000_000L);
    var ended = process(site, Map.of(), "migrate");
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(site.texts("SELECT count(*) FROM big")).containsExactly("100000");
  }

  @Test
  void wrong_bytes_and_links_in_a_circle_are_named_together_and_nothing_runs() throws IOException {
    var site = Site.create(server, scratch, false).steps(1, "");
    Files.write(
        site.folder.resolve("0002_step.sql"),
        "SELECT 1;\nSELECT 'caf\u00e9';\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    Files.createSymbolicLink(site.folder.resolve("0003_step.sql"), Path.of("0004_step.sql"));
    Files.createSymbolicLink(site.folder.resolve("0004_step.sql"), Path.of("0003_step.sql"));
    var ended = process(site, Map.of(), "migrate");
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.out())
        .contains("SQL-003", "0002_step.sql:2:12", "Save the script as UTF-8")
        .contains("SRC-005", "0003_step.sql is a link", "0004_step.sql is a link")
        .contains("refused: nothing was executed on target \"shop\"");
    var json = process(site, Map.of(), "validate", "-o", "json");
    assertThat(json.status()).isEqualTo(3);
    assertThat(json.out()).contains("\"schema\": \"ledger/validate/v1\"", "SQL-003", "SRC-005");
    assertThat(site.texts("SELECT version FROM ran")).isEmpty();
  }

  @Test
  void a_ledger_of_a_newer_program_is_left_alone() {
    var site = Site.create(server, scratch, false).steps(2, "");
    assertThat(site.run("migrate", "--to", "0001").status()).isZero();
    site.execute("SET session_replication_role = replica; UPDATE ledger.meta SET format = 99");
    for (var command : List.of("migrate", "status", "verify")) {
      var ended = process(site, Map.of(), command);
      assertThat(ended.status()).as(command + ended.text()).isEqualTo(2);
      assertThat(ended.out()).as(command).isEmpty();
      assertThat(ended.err())
          .as(command)
          .contains("STORE-004 the ledger has format 99, this program knows formats up to 1.")
          .contains("Upgrade the program.");
    }
    assertThat(site.texts("SELECT version FROM ran")).containsExactly("0001");
  }

  @Test
  void a_targets_name_belongs_to_one_database() {
    var site = Site.create(server, scratch, true).steps(1, "");
    assertThat(site.run("migrate").status()).isZero();
    var other = Site.create(server, scratch, false);
    var arguments =
        List.of(
            "migrate",
            "--target",
            Site.TARGET,
            "--dir",
            site.folder.toString(),
            "--url",
            server.url(other.database),
            "--ledger-url",
            server.url(site.ledgerDatabase));
    var ended = process(site.environment(), site.folder, arguments);
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err())
        .contains("LEDGER-002", "\"shop\"", site.database, other.database, "--target");
    assertThat(other.texts("SELECT version FROM ran")).isEmpty();
  }

  @Test
  void a_folder_that_is_not_there_or_is_a_file_is_said() {
    var site = Site.create(server, scratch, false).steps(1, "");
    var file = site.folder.resolve("0001_step.sql").toString();
    for (var folder : List.of(file, site.folder.resolve("elsewhere").toString())) {
      var arguments = List.of("migrate", "--dir", folder, "--url", server.url(site.database));
      var ended = process(site.environment(), site.folder, arguments);
      assertThat(ended.status()).isEqualTo(3);
      assertThat(ended.out())
          .contains("SRC-004", folder, folder.equals(file) ? "is not a folder" : "does not exist");
    }
    assertThat(site.texts("SELECT version FROM ran")).isEmpty();
  }

  private static Ended process(Site site, Map<String, String> more, String... command) {
    var environment = new HashMap<>(site.environment());
    environment.putAll(more);
    return process(environment, site.folder, site.arguments(command));
  }

  private static Ended process(
      Map<String, String> environment, Path folder, List<String> arguments) {
    return RunnerProcess.start(folder, environment, List.of("-Xmx256m"), new ArrayList<>(arguments))
        .await();
  }
}
