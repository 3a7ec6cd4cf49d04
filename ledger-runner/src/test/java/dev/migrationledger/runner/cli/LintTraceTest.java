package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class LintTraceTest {

  private static final String DATABASES =
      "SELECT count(*) FROM pg_database WHERE datname ~ 'scratch'";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell =
        new Shell(server, folder)
            .write(
                "0001_orders.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(40), total int);\n"
                    + "CREATE VIEW notes AS SELECT total FROM orders;\n");
  }

  @Test
  void a_claimed_lock_stands_beside_the_one_that_was_seen() {
    shell.write("0002_idx.sql", "CREATE INDEX orders_note ON orders (note);\n");

    var said = shell.run("lint", "--trace");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "Trace on PostgreSQL 18.",
            "0002_idx.sql  (one transaction, ",
            "  1  line 1  CREATE INDEX orders_note ON orders (note)  (",
            "       locks public.orders: SHARE\n",
            "       created index public.orders_note\n",
            "       claimed SHARE on public.orders (LINT-001), seen SHARE\n",
            "trace: 2 migrations, 3 statements; 0 differences from what the rules claim, 0 seen");
  }

  @Test
  void a_claim_that_does_not_hold_is_shown_as_different() {
    shell.write("0002_type.sql", "ALTER TABLE orders ALTER COLUMN note TYPE text;\n");

    assertThat(trace().out())
        .contains(
            "claimed ACCESS EXCLUSIVE on public.orders (LINT-020), seen ACCESS EXCLUSIVE",
            "DIFFERENT: claimed written anew: public.orders (LINT-020), it was not",
            "1 difference from what the rules claim");
  }

  @Test
  void what_no_rule_claims_is_told_and_so_is_what_is_written_anew() {
    shell
        .write("0002_add.sql", "ALTER TABLE orders ADD COLUMN a int;\n")
        .write(
            "0003_rewrite.sql",
            "-- IGNORE: LINT-022 because it is quick\n"
                + "ALTER TABLE orders ADD COLUMN u uuid DEFAULT gen_random_uuid();\n");

    assertThat(trace().out())
        .contains(
            "seen ACCESS EXCLUSIVE on public.orders, no rule claims it",
            "       writes public.orders anew\n",
            "       altered table public.orders\n",
            "claimed written anew: public.orders (LINT-022), seen");
  }

  @Test
  void a_lock_held_since_an_earlier_statement_counts_as_seen() {
    shell.write(
        "0002_two.sql",
        "ALTER TABLE orders ADD COLUMN paid boolean;\nUPDATE orders SET paid = true;\n");

    assertThat(trace().out())
        .contains("claimed ACCESS EXCLUSIVE on public.orders (LINT-060), seen ACCESS EXCLUSIVE")
        .contains("claimed ROW EXCLUSIVE on public.orders (LINT-046), seen ROW EXCLUSIVE");
  }

  @Test
  void a_statement_outside_transactions_runs_alone_and_is_watched() {
    shell
        .write("0002_idx.sql", "CREATE INDEX CONCURRENTLY orders_note ON orders (note);\n")
        .write(
            "0003_steps.sql",
            "-- TRANSACTION: none\nALTER TABLE orders ADD COLUMN IF NOT EXISTS b int;\n"
                + "BEGIN;\nUPDATE orders SET b = 1;\nCOMMIT;\nVACUUM orders;\n");

    var out = trace().out();

    assertThat(out)
        .contains(
            "0002_idx.sql  (statement by statement, ",
            "       created index public.orders_note\n",
            "seen ACCESS EXCLUSIVE on public.orders, no rule claims it",
            "  3  line 4  UPDATE orders SET b = 1  (",
            "  5  line 6  VACUUM orders  (");
    assertThat(out).containsAnyOf("locks seen from another connection", "locks not seen: it runs");
  }

  @Test
  void copied_rows_and_hostile_names_are_replayed() {
    shell.write(
        "0002_rows.sql",
        "COPY orders (id, note) FROM stdin;\n1\ta\n2\tb\n\\.\n"
            + "CREATE TABLE \"semi;colon ü\n\u001b[2J\" (a int);\n"
            + "ALTER TABLE orders ADD CONSTRAINT c CHECK (id < 2);\n");

    var said = trace();

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out())
        .contains("created table public.\"semi;colon ü\\x0a\\x1b[2J\"")
        .contains(
            "migrations/0002_rows.sql:7:1: TRACE-001 error  the replay failed at statement 3: 23514"
                + " check constraint \"c\" of relation \"orders\" is violated by some row");
  }

  @Test
  void the_replay_stops_where_a_migration_fails_and_tells_no_secret() {
    shell
        .write("0002_bad.sql", "SELECT 1;\n\nALTER ROLE nobody_here PASSWORD 'hunter2';\n")
        .write("0003_never.sql", "CREATE TABLE never ();\n");

    var said = trace();
    var json = shell.run("lint", "--trace-url", address(), "-o", "json");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "migrations/0002_bad.sql:3:1: TRACE-001 error  the replay failed at statement 2: 42704"
                + " role \"nobody_here\" does not exist",
            "the replay stopped in 0002_bad.sql")
        .doesNotContain("hunter2", "public.never");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out())
        .contains("\"sql_state\": \"42704\"", "\"code\": \"TRACE-001\"", "\"line\": 3")
        .contains("\"mode\": \"AccessExclusiveLock\"", "\"locks_seen\": \"in_transaction\"")
        .doesNotContain("hunter2", "never.sql");
    assertThat(shell.ask(DATABASES)).isEqualTo("0");
  }

  @Test
  void a_rollback_in_a_migration_is_refused_as_the_runner_does() {
    shell.write("0002_back.sql", "CREATE TABLE a ();\nROLLBACK;\n");

    assertThat(trace().out())
        .contains("0002_back.sql:2:1: TRACE-001 error")
        .contains("the script says ROLLBACK");
  }

  @Test
  void what_is_there_before_the_first_migration_comes_from_a_file() throws IOException {
    shell.write("0002_old.sql", "ALTER TABLE old_times ADD COLUMN a int;\n");
    Files.writeString(folder.resolve("before.sql"), "CREATE TABLE old_times ();\n");

    var said = shell.run("lint", "--trace-url", address(), "--trace-setup", "before.sql");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("altered table public.old_times").doesNotContain("before.sql");
    assertThat(shell.run("lint", "--trace", "--trace-setup", "no.sql").err())
        .contains("--trace-setup names", "no.sql, which cannot be read");
  }

  @Test
  void only_the_migrations_named_are_told_and_those_before_are_replayed() {
    shell.write("0002_a.sql", "CREATE TABLE a ();\n").write("0003_b.sql", "SELECT fails();\n");

    var said = shell.run("lint", "--trace-url", address(), "migrations/0002_a.sql");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("created table public.a", "trace: 1 migration, 1 statement")
        .doesNotContain("0001_orders.sql  (");
    assertThat(shell.run("lint", "--trace", "other.sql").err())
        .contains("--trace replays the migrations of migrations, and other.sql is none of them");
  }

  @Test
  void sarif_carries_the_trace_and_annotations_say_that_they_do_not() throws IOException {
    var sarif = shell.run("lint", "--trace-url", address(), "-o", "sarif").out();
    var github = shell.run("lint", "--trace-url", address(), "-o", "github");
    try (var schema = LintTraceTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(Objects.requireNonNull(schema))
                  .validate(sarif, InputFormat.JSON))
          .isEmpty();
    }

    assertThat(sarif).contains("\"traces\"", "\"objects_seen\": true");
    assertThat(github.err()).contains("annotations do not carry the trace");
  }

  @Test
  void a_server_that_is_not_there_is_told() {
    var said = shell.run("lint", "--trace-url", "postgres://127.0.0.1:1/x");

    assertThat(said.status()).isEqualTo(9);
    assertThat(said.err()).contains("TARGET-001");
  }

  @Test
  void without_an_embedded_server_the_remedy_is_told() throws IOException {
    var property = "java.io.tmpdir";
    var before = System.getProperty(property);
    System.setProperty(property, Files.writeString(folder.resolve("file"), "").toString());
    try {
      var said = shell.run("lint", "--trace");

      assertThat(said.status()).isEqualTo(9);
      assertThat(said.err()).contains("Name a server with --trace-url", "EMB-003");
    } finally {
      System.setProperty(property, before);
    }
  }

  private Shell.Said trace() {
    return shell.run("lint", "--trace-url", address());
  }

  private String address() {
    return "postgres://127.0.0.1:" + server.port() + "/" + shell.database;
  }
}
