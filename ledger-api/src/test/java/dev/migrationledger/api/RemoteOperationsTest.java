package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on a target by hosts that reach its ledger over a service only. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RemoteOperationsTest {

  @TempDir static Path folder;
  private static RemoteShop shop;
  private static String both;
  private static String runner;

  @BeforeAll
  static void start() throws Exception {
    shop = new RemoteShop(folder);
    both = shop.token("bo", "read", "run");
    runner = shop.token("runa", "run");
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  /** A target on which two migrations ran over the service. */
  private static void deployed(String target) throws Exception {
    shop.open(target);
    shop.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    shop.write("0002_b.sql", "ALTER TABLE a ADD y text;\n");
    shop.write("0002_b.down.sql", "ALTER TABLE a DROP COLUMN y;\n");
    assertThat(shop.far(runner, "migrate")).startsWith("0 ");
  }

  private static void same(String... words) {
    var near = shop.near(words);
    assertThat(near).doesNotContain("CLI-001", "REMOTE-");
    assertThat(shop.far(both, words)).isEqualTo(near);
  }

  @Test
  void drift_is_found_shown_and_accepted_over_a_service() throws Exception {
    deployed("drifting");
    shop.change("ALTER TABLE a ADD \"nick\u202e\" numeric(9,2) DEFAULT 1.5, ADD z int[]");

    assertThat(shop.far(both, "drift"))
        .startsWith("5 ")
        .contains("column public.a.\"nick\\u202e\"", "2 objects of target \"drifting\" are not");
    same("drift");
    same("drift", "--history", "-o", "json");
    assertThat(shop.far(runner, "drift", "--history")).startsWith("2 ").contains("ACCESS-005");
    assertThat(shop.far(both, "drift", "--accept-all", "--reason", "hotfix")).startsWith("0 ");
    same("drift", "--history");
    same("drift", "--history", "-o", "json");
    same("drift", "--history", "--target", "nowhere");
  }

  @Test
  void a_schema_is_compared_with_what_was_recorded_over_a_service() throws Exception {
    deployed("compared");
    var first =
        shop.service.json("/api/v1/targets/compared/validations").at("/items/0/run").asString();
    assertThat(first).isNotEmpty();
    shop.change("CREATE TABLE by_hand(x int)");

    assertThat(shop.far(runner, "schema", "diff")).startsWith("5 ").contains("by_hand");
    same("schema", "diff");
    same("schema", "diff", first.substring(0, 8), "live", "-o", "json");
    same("schema", "show", "recorded");
  }

  @Test
  void failure_states_are_found_and_left_over_a_service() throws Exception {
    deployed("broken");
    same("recover", "detect");
    shop.write(
        "0003_c.sql", "-- TRANSACTION: none\nCREATE INDEX CONCURRENTLY c ON a(x);\nSELECT 1/0;\n");
    assertThat(shop.far(runner, "migrate")).startsWith("1 ");

    assertThat(shop.far(runner, "recover", "plan")).startsWith("4 ").contains("0003");
    same("recover", "plan");
    same("recover", "plan", "-o", "json");
  }

  @Test
  void a_target_is_examined_over_a_service() throws Exception {
    deployed("examined");
    shop.write("0003_c.sql", "CREATE TABLE c(x int);\n");

    same("doctor");
    same("doctor", "-o", "json");
    assertThat(shop.far(runner, "doctor", "-o", "markdown")).startsWith("0 ").contains("examined");
  }

  @Test
  void a_migration_is_taken_back_over_a_service() throws Exception {
    deployed("back");
    var server = shop.service.server();
    var words = new String[] {"rollback", "--to", "0001", "--reason", "locks"};

    assertThat(shop.far(runner, and(words, "--yes", "--shadow-url", server.url("postgres"))))
        .startsWith("0 ")
        .contains("0002");
    assertThat(shop.far(both, "history", "0002")).contains("MigrationRolledBack", "runa");
    same("status");
  }

  private static String[] and(String[] words, String... more) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.addAll(java.util.List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void a_history_is_taken_over_through_a_service() throws Exception {
    shop.open("inherited");
    shop.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    shop.change("CREATE TABLE a(x int)");
    shop.change("CREATE TABLE applied(id text, applied_at timestamptz)");
    shop.change("INSERT INTO applied VALUES ('0001', '2026-01-01')");
    var words =
        "import --from table --table applied --version id --applied-at applied_at".split(" ");

    same(and(words, "--dry-run"));
    assertThat(shop.far(runner, and(words, "--reason", "took over"))).startsWith("0 ");
    assertThat(shop.far(both, "status")).contains("0001", "imported");
    same(and(words, "--dry-run", "-o", "json"));
  }

  @Test
  void changes_by_hand_are_captured_and_collected_over_a_service() throws Exception {
    deployed("watched");

    assertThat(shop.far(runner, "watch", "install")).startsWith("0 ");
    shop.change("CREATE TABLE by_hand(x int)");
    assertThat(shop.far(runner, "watch", "collect")).startsWith("0 ").contains("1 ");
    same("watch", "status");
    assertThat(shop.far(both, "history")).contains("DdlObserved", "by_hand");
  }
}
