package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class SecretsTest {

  /** Every row of every table of the ledger and of the receipts, as one text. */
  private static final String EVERYTHING =
      """
      SELECT string_agg(query_to_xml(format('SELECT t::text FROM %I.%I t', n.nspname, c.relname),
                                     true, true, '')::text, '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      """;

  @TempDir Path folder;

  @Test
  void a_password_in_a_script_is_neither_kept_nor_shown() {
    try (var server = EmbeddedPostgres.temporary()) {
      var shell = new Shell(server, folder);
      shell
          .write("0001_role.sql", "CREATE ROLE clerk LOGIN PASSWORD 'hunter2';\n")
          .write(
              "0002_user.sql",
              "DO $$ BEGIN EXECUTE 'ALTER ROLE nobody PASSWORD ''hunter3'''; END $$;\n");
      shell.commit("Ada Byron", "Add roles");

      var failed = shell.run("migrate");
      shell.write("0001_role.sql", "CREATE ROLE clerk LOGIN PASSWORD 'hunter4';\n-- soon\n");
      shell.commit("Bob Stone", "Change the role");
      var edited = shell.run("migrate");
      var edits = shell.run("edits", "--output", "json");

      assertThat(failed.status()).as(failed.all()).isEqualTo(1);
      assertThat(failed.out()).contains("role \"nobody\" does not exist");
      assertThat(edits.out()).contains("Bob Stone", "+-- soon");
      assertThat(failed.all() + edited.all() + edits.all()).doesNotContain("hunter");
      assertThat(shell.ask(EVERYTHING)).contains("PASSWORD").doesNotContain("hunter");
    }
  }
}
