package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Target, ledger and replay side by side. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class DriftReplayTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void deploy() {
    shell =
        new Shell(server, folder)
            .write(
                "0001_users.sql", "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);\n")
            .write("0002_orders.sql", "CREATE TABLE orders (id int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0003_later.sql", "CREATE TABLE later (id int);\n");
  }

  @Test
  void all_three_agree_when_only_migrations_changed_the_target() {
    var said = replay();

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("no drift: the schema of target")
        .containsPattern(
            "replay: live, ledger and replay agree \\(2 migrations, replayed on PostgreSQL \\d+");
  }

  @Test
  void of_each_object_it_is_told_which_of_the_three_agree() {
    shell.sql("CREATE TABLE accepted (id int); ALTER TABLE users ALTER email DROP NOT NULL");
    assertThat(shell.run("drift", "--accept-all", "--reason", "wanted").status()).isZero();
    shell.sql(
        "ALTER TABLE orders ADD note text; ALTER TABLE users ALTER email SET NOT NULL;"
            + " ALTER TABLE accepted ADD more int");

    var said = replay();

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("drift: 3 objects of target")
        .contains("replay   column public.orders.note: ledger = replay, live differs")
        .contains("replay   column public.users.email: live = replay, ledger differs")
        .contains("replay   table public.accepted: ")
        .contains("replay: about ");

    assertThat(shell.run("drift", "--accept-all", "--reason", "so be it").status()).isZero();
    said = replay();
    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out())
        .contains("no drift: ")
        .contains("replay   column public.orders.note: live = ledger, replay differs")
        .contains("replay   table public.accepted: live = ledger, replay differs")
        .doesNotContain("users.email");
  }

  @Test
  void a_renamed_object_is_one_line() {
    shell.sql("ALTER TABLE orders RENAME TO purchases");

    assertThat(replay().out().lines().filter(l -> l.startsWith("replay   ")))
        .containsExactly("replay   table public.orders: ledger = replay, live differs");
  }

  @Test
  void the_json_has_a_field_for_it() {
    shell.sql("ALTER TABLE orders ADD note text");

    var said = replay("-o", "json");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("\"schema\": \"ledger/drift/v1\"", "\"agrees\": false", "\"migrations\": 2")
        .contains("\"says\": \"ledger = replay, live differs\"", "\"ledger_is_replay\": true")
        .contains("\"ledger\": null", "\"replay\": null");
    assertThat(shell.run("drift", "-o", "json").out()).doesNotContain("\"replay\"");
  }

  @Test
  void what_was_replayed_otherwise_than_it_ran_is_told() {
    shell.write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n");
    shell.remove("0002_orders.sql");

    assertThat(replay().out())
        .contains("note: 0001_users.sql was edited after it ran: its text of now was replayed")
        .contains("note: 0002_orders.sql is applied and is not there: it was not replayed")
        .contains("replay   table public.orders: live = ledger, replay differs")
        .contains("replay   column public.users.id: live = ledger, replay differs");
  }

  @Test
  void a_replay_that_fails_is_told_and_compares_nothing() {
    shell.write("0002_orders.sql", "CREATE TABLE orders (id nowhere);\n");

    var said = replay();

    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out())
        .contains("SHADOW-004 error  0002_orders.sql:1:25: the replay failed at statement 1")
        .contains("replay: it did not come to its end, nothing is compared with it");
  }

  @Test
  void who_owns_what_a_role_of_the_target_made_is_not_asked_of_the_replay() {
    shell.sql("CREATE ROLE owner_%1$s SUPERUSER LOGIN PASSWORD 'x'".formatted(shell.database));
    shell.environment.put("PGUSER", "owner_" + shell.database);
    shell.environment.put("PGPASSWORD", "x");
    assertThat(shell.run("migrate").status()).isZero();

    var said = shell.run("drift", "--replay");

    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void options_of_the_replay_need_it() {
    assertThat(shell.run("drift", "--shadow-url", "postgres://x@127.0.0.1:1/x").err())
        .contains("--shadow-url and --shadow-setup belong to --replay");
    assertThat(shell.run("drift", "--replay", "--history").err())
        .contains("--history looks at nothing new");
  }

  private Shell.Said replay(String... more) {
    var words =
        new ArrayList<>(List.of("drift", "--replay", "--shadow-url", server.libpqUrl("postgres")));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }
}
