package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON of commands, compared with golden files; {@code -Dgolden.write=true} writes them. */
@SuppressWarnings("NullAway.Init")
final class JsonContractTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "cli");

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  @Test
  void the_answers_of_a_story_keep_their_shape() throws IOException {
    var shell = new Shell(server, folder);
    shell
        .write("0001_people.sql", "CREATE TABLE people(id int);\n")
        .write("0002_names.sql", "-- DEPENDS: 0001\nALTER TABLE people ADD name text;\n")
        .write("0003_seed.sql", "INSERT INTO people VALUES (1, 'a'), (2, 'b');\n");
    shell.commit("Ann Lee", "add people");
    same(shell, 0, "plan", "plan");
    same(shell, 0, "validate", "validate");
    same(shell, 0, "migrate", "migrate");
    same(shell, 0, "migrate-nothing-to-do", "migrate");
    shell.write("0002_names.sql", "-- DEPENDS: 0001\nALTER TABLE people ADD name varchar;\n");
    shell.commit("Marco Ruiz", "shorten");
    same(shell, 3, "migrate-refused", "migrate");
    same(shell, 0, "edits", "edits");
    same(shell, 0, "ask", "ask", "who edited 0002 after it ran");
    same(shell, 0, "ack", "ack", "0002", "--reason", "harmless");
    shell.write("0004_broken.sql", "SELECT 'x'::int FROM people;\n");
    same(shell, 1, "migrate-failed", "migrate");
    same(shell, 0, "status", "status");
    same(shell, 0, "history", "history");
    same(shell, 0, "verify", "verify");
    same(shell, 0, "report-changes", "report", "changes", "--from", "2020-01-01", "--seed", "1");
    same(shell, 0, "report-incident", "report", "incident", "--from", "2020-01-01");
  }

  @Test
  void the_answers_about_captured_ddl_keep_their_shape() throws IOException {
    var shell = new Shell(server, folder);
    same(shell, 4, "watch-status-none", "watch", "status");
    same(shell, 0, "watch-install", "watch", "install");
    shell.sql("CREATE TABLE by_hand(id int)");
    same(shell, 0, "watch-collect", "watch", "collect");
    shell.sql("ALTER EVENT TRIGGER ledger_ddl_drop DISABLE");
    same(shell, 5, "watch-collect-gap", "watch", "collect");
    same(shell, 5, "watch-status", "watch", "status");
    same(shell, 0, "watch-uninstall", "watch", "uninstall", "--reason", "moved");
    same(shell, 0, "ask-ddl", "ask", "what DDL has no migration");
  }

  @Test
  void a_contract_has_a_shape_too() throws IOException {
    var shell = new Shell(server, folder);
    shell.write("0001_users.sql", "CREATE TABLE users(id int, password text);\n");
    assertThat(shell.run("migrate").status()).isZero();
    Files.writeString(
        folder.resolve("schema-contract.yaml"),
        """
        tables:
          users: { columns: { id: bigint, password_hash: text, nick: { optional: true } } }
        """);
    same(shell, 5, "contract-broken", "contract", "check");
    same(shell, 0, "contract-generate", "contract", "generate", "--yes");
    same(shell, 0, "contract-kept", "contract", "check");
  }

  @Test
  void an_error_has_a_shape_too() throws IOException {
    same(new Shell(server, folder), 2, "error", "migrate", "--to", "latest");
  }

  @Test
  void the_answers_of_a_recovery_keep_their_shape() throws IOException {
    var shell = new Shell(server, folder);
    shell.write("0001_people.sql", "CREATE TABLE people(id int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("ALTER TABLE people ADD CONSTRAINT positive CHECK (id > 0) NOT VALID");
    same(shell, 4, "recover-detect", "recover", "detect");
    same(shell, 4, "recover-plan", "recover", "plan");
    same(shell, 0, "recover-execute", "recover", "execute", "--reason", "by test", "--yes");
  }

  @Test
  void the_answers_of_a_rollback_keep_their_shape() throws IOException {
    var shell = new Shell(server, folder);
    shell
        .write("0001_people.sql", "CREATE TABLE people(id int);\n")
        .write("0002_names.sql", "ALTER TABLE people ADD name text;\n")
        .write("0002_names.down.sql", "ALTER TABLE people DROP COLUMN name;\n")
        .write("0003_pets.sql", "CREATE TABLE pets(id int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    var shadow = "--shadow-url=" + server.url("postgres");
    same(shell, 3, "rollback-refused", "rollback", "--to", "1", "--reason", "test", shadow);
    shell.write("0003_pets.down.sql", "DROP TABLE pets;\n");
    same(shell, 0, "rollback-dry-run", "rollback", "--to", "1", "--dry-run", shadow);
    same(shell, 0, "rollback", "rollback", "--to", "1", "--reason", "test", "--yes", shadow);
    same(shell, 0, "rollback-status", "status");
    same(shell, 0, "rollback-ask", "ask", "who rolled back 0002 and why");
  }

  private void same(Shell shell, int status, String name, String... words) throws IOException {
    var line = new String[words.length + 2];
    System.arraycopy(words, 0, line, 0, words.length);
    line[words.length] = "--output";
    line[words.length + 1] = "json";
    var said = shell.run(line);
    assertThat(said.status()).as(said.all()).isEqualTo(status);
    var text = steady(said.out());
    var golden = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).as(golden.toString()).isEqualTo(Files.readString(golden));
  }

  /** Values that differ each time become words in angle brackets. */
  private String steady(String json) {
    return json.replace(folder.toString(), "<folder>")
        .replaceAll("\\bcli\\d+\\b", "<database>")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("(\"from\": )\"[^\"@]+@[^\"]+\"", "$1\"<user>@<host>\"")
        .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
        .replaceAll("schema [0-9a-f]{12}", "schema <brief>")
        .replaceAll("became [0-9a-f]{12}", "became <brief>")
        .replaceAll("\\b[0-9a-f]{40}\\b", "<commit>")
        .replaceAll("\\bcommit [0-9a-f]{7,12}\\b", "commit <brief>")
        .replaceAll(
            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?( ?Z| UTC)?", "<time>")
        .replaceAll("(\"transaction\": )\"\\d+\"", "$1\"<number>\"")
        .replaceAll("(_ms\": )\\d+", "$1\"<ms>\"")
        .replaceAll("\\b\\d+ ms\\b", "<ms> ms");
  }
}
