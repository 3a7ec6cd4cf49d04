package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ledger ci --base} finds between two branches. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class CiBranchesTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Clone clone;

  @BeforeEach
  void two_branches() {
    clone =
        new Clone(folder, server)
            .write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n")
            .write("0002_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .commit()
            .on("feature");
  }

  @Test
  void a_branch_that_adds_the_next_number_is_green() {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();

    var said = clone.ci("--base", "main");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains(
            "  0003_note.sql  (", "passed   base", "brings nothing new", "passed: 3 migrations");
    assertThat(said.out()).containsPattern("passed +lint +\\d+ ms  1 new script\n");
  }

  @Test
  void what_the_base_has_may_not_be_changed_deleted_or_renamed() {
    clone.write("0001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);\n");
    clone.git("mv", "migrations/0002_orders.sql", "migrations/0002_purchases.sql");

    var said = clone.ci("--base", "main");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "CI-001 error  0001_users.sql: 0001_users.sql was changed on this branch: main has it"
                + " with checksum",
            "CI-002 error  0002_orders.sql: 0002_orders.sql is called 0002_purchases.sql; main has it");
    clone.git("rm", "-q", "-f", "migrations/0002_purchases.sql");
    assertThat(clone.ci("--base", "main").out())
        .contains("CI-002 error  0002_orders.sql: 0002_orders.sql was deleted on this branch");
  }

  @Test
  void a_cosmetic_edit_and_a_retirement_are_told_and_stop_nothing() {
    clone.write("0001_users.sql", "-- the people\ncreate table users (id bigint primary key);\n");
    clone.git("mv", "migrations/0002_orders.sql", "migrations/0002_orders.sql.retired");

    var said = clone.ci("--base", "main");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("CI-010 warning  0001_users.sql", "CI-007 warning  0002_orders.sql.retired");
  }

  @Test
  void a_clone_with_crlf_line_ends_has_changed_nothing() {
    clone.write("0001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\r\n");

    var said = clone.ci("--base", "main");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).doesNotContain("CI-0");
  }

  @Test
  void two_green_branches_with_the_same_number_are_red_together() {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone
        .on("main")
        .write("0003_teams.sql", "CREATE TABLE teams (id bigint PRIMARY KEY);\n")
        .commit();
    assertThat(clone.ci().status()).isZero();
    clone.on("feature");
    assertThat(clone.ci().status()).isZero();

    var said = clone.ci("--base", "main");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .containsPattern(
            "CI-003 error  0003_note\\.sql: 0003_note\\.sql has the number of 0003_teams\\.sql, which"
                + " main \\([0-9a-f]{10}\\) brings; the next free number is 0004\n");
  }

  @Test
  void a_number_below_the_highest_of_the_base_is_out_of_order() {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone
        .on("main")
        .write("0004_teams.sql", "CREATE TABLE teams (id bigint PRIMARY KEY);\n")
        .commit();

    var said = clone.on("feature").ci("--base", "main");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("CI-004 error  0003_note.sql: 0003_note.sql is lower than 0004_teams.sql, which")
        .contains("the next free number is 0005", "failed: merge (1 finding)");
  }

  @Test
  void the_same_name_with_two_texts_is_a_conflict_and_with_one_text_is_none() {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone.on("main").write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note int;\n").commit();
    assertThat(clone.on("feature").ci("--base", "main").out())
        .contains("CI-005 error  0003_note.sql: main (", "brings 0003_note.sql too, with another");

    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note int;\n");
    var said = clone.ci("--base", "main");
    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void what_fails_only_together_is_found_by_replaying_both() {
    clone.write("0004_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone.on("main").write("0003_drop.sql", "DROP TABLE orders; -- nobody uses it\n").commit();

    var said = clone.on("feature").ci("--base", "main");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "  0003_drop.sql\n",
            "CI-006 error  0004_note.sql:1:1: merged with main: SHADOW-004 the replay failed at"
                + " statement 1: 42P01 relation \"orders\" does not exist")
        .contains("passed   replay", "failed: merge");
  }

  @Test
  void what_the_base_changed_by_itself_is_not_this_branchs_doing() {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone
        .on("main")
        .write("0002_orders.sql", "CREATE TABLE orders (id int PRIMARY KEY);\n")
        .commit();

    var said = clone.on("feature").ci("--base", "main");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("with what is new on main");
  }

  @Test
  void a_base_that_is_not_there_is_told_with_what_to_fetch() {
    assertThat(clone.ci("--base", "origin/main"))
        .satisfies(said -> assertThat(said.status()).isEqualTo(2))
        .satisfies(said ->
            assertThat(said.err())
                .contains("CI-009 this clone has no branch or commit \"origin/main\""));
    assertThat(clone.ci("--base", "main^{tree").status()).isEqualTo(2);
    clone.git("checkout", "-q", "--orphan", "other");
    clone.write("0009_other.sql", "CREATE TABLE other (id int);\n").commit();
    assertThat(clone.ci("--base", "main").err()).contains("have no common history");
  }

  @Test
  void a_shallow_clone_is_told_to_fetch_more(@TempDir Path elsewhere) {
    clone.write("0003_note.sql", "ALTER TABLE orders ADD COLUMN note text;\n").commit();
    clone.on("main").write("0004_z.sql", "CREATE TABLE z (id int);\n").commit();
    var shallow = new Clone(elsewhere, server);
    shallow.git("remote", "add", "origin", "file://" + folder);
    shallow.git("fetch", "-q", "--depth", "1", "origin", "main", "feature");
    shallow.git("checkout", "-q", "-B", "feature", "FETCH_HEAD");
    shallow.git("fetch", "-q", "--depth", "1", "origin", "feature");
    shallow.git("checkout", "-q", "-B", "feature", "FETCH_HEAD");
    shallow.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main");

    var said = shallow.ci("--base", "origin/main");

    assertThat(said.status()).as(said.all()).isEqualTo(2);
    assertThat(said.err()).contains("the clone is shallow", "fetch-depth: 0");
  }
}
