package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.api.access.AccessSchema;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The tables about access of an earlier version. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessFormatTest {

  private static final String ROWS =
      "INSERT INTO ledger.access_log (happened_at, action, principal, kind, authenticated_by,"
          + " credential, address, status, as_of) SELECT now() + n * interval '1 s',"
          + " CASE WHEN n % 5000 = 3 THEN 'token-created' ELSE 'read' END,"
          + " CASE WHEN n % 5000 = 5 THEN 'rare' ELSE 'p' || n % 97 END, 'human', 'token',"
          + " CASE WHEN n % 5000 = 7 THEN 'rare' ELSE 't' || n % 97 END, '/', 200, n"
          + " FROM generate_series(1, 50000) n";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @Test
  void tables_of_the_first_format_get_an_index_for_each_filter() throws Exception {
    try (var c = first("upgraded")) {
      run(c, ROWS);
      AccessSchema.install(c);
      AccessSchema.install(c);
      run(c, "ANALYZE ledger.access_log");

      assertThat(texts(c, "SELECT format FROM ledger.access_format")).containsExactly("3");
      assertThat(plan(c, "principal = 'rare'")).contains("access_log_of_principal");
      assertThat(plan(c, "action = 'token-created'")).contains("access_log_of_action");
      assertThat(plan(c, "action = 'logout'")).contains("access_log_of_action");
      assertThat(plan(c, "credential = 'rare'")).contains("access_log_of_credential");
      assertThat(plan(c, "client = '192.0.2.7'")).contains("access_log_of_client");
      assertThat(plan(c, "happened_at < '2001-01-01'")).contains("access_log_by_time");
      assertThat(texts(c, "SELECT count(*) FROM ledger.access_log")).containsExactly("50000");
    }
  }

  @Test
  void a_role_that_does_not_own_the_tables_is_told_who_has_to_start_the_service_once()
      throws Exception {
    try (var c = first("borrowed")) {
      run(c, "SET ROLE ledger_service");

      assertThatThrownBy(() -> AccessSchema.install(c))
          .isInstanceOf(StoreFailure.NoRightToUpgrade.class)
          .hasMessageContainingAll(
              "STORE-003",
              "the tables about access have format 1",
              "needs format 3",
              "Start it once as a role that may, e.g. their owner \"" + server.user() + "\"")
          .hasMessageNotContaining("GRANT");

      run(c, "RESET ROLE");
      assertThat(texts(c, "SELECT format FROM ledger.access_format")).containsExactly("1");
      AccessSchema.install(c);
      run(c, "SET ROLE ledger_service");
      AccessSchema.install(c);
      assertThat(texts(c, "SELECT format FROM ledger.access_format")).containsExactly("3");
    }
  }

  private static Connection first(String database) throws Exception {
    server.createDatabase(database);
    var c = DriverManager.getConnection(server.url(database), server.user(), server.password());
    LedgerStore.install(c);
    try (var in = AccessSchema.class.getResourceAsStream("access-1.sql")) {
      run(c, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return c;
  }

  private static String plan(Connection c, String condition) throws SQLException {
    return String.join(
        "\n",
        texts(
            c,
            "EXPLAIN SELECT * FROM ledger.access_log WHERE "
                + condition
                + " ORDER BY index DESC LIMIT 101"));
  }

  private static List<String> texts(Connection c, String query) throws SQLException {
    try (var statement = c.createStatement();
        var rows = statement.executeQuery(query)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static void run(Connection c, String sql) throws SQLException {
    try (var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }
}
