package dev.migrationledger.store;

import static dev.migrationledger.store.TestLedger.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.store.failure.StoreError;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.Content;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SchemaTest {

  @Test
  void eight_installers_at_once_make_one_schema() throws Exception {
    var database = TestLedger.emptyDatabase();
    var installers = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 8; i++) {
      installers.add(() -> {
        try (var c = TestLedger.dataSource(database).getConnection()) {
          LedgerStore.install(c);
          return c.getAutoCommit();
        }
      });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(installers)) {
        assertThat(done.get()).isTrue();
      }
    }
    try (var store = LedgerStore.open(TestLedger.dataSource(database))) {
      assertThat(store.verify().intact()).isTrue();
      store.send(TestLedger.register("prod"), ORIGIN);
      try (var c = TestLedger.dataSource(database).getConnection()) {
        LedgerStore.install(c);
      }
      assertThat(store.verify().size()).isEqualTo(1);
    }
  }

  @Test
  void every_table_and_column_has_a_comment() throws Exception {
    try (var ledger = TestLedger.fresh()) {
      assertThat(
              strings(
                  ledger,
                  "SELECT r.relname || coalesce('.' || a.attname, '') FROM pg_class r"
                      + " LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0"
                      + " WHERE r.relnamespace = 'ledger'::regnamespace AND r.relkind = 'r'"
                      + " AND (col_description(r.oid, a.attnum) IS NULL"
                      + " OR obj_description(r.oid, 'pg_class') IS NULL)"))
          .isEmpty();
    }
  }

  @Test
  void recorded_history_is_not_changed_even_by_the_owner() throws Exception {
    try (var ledger = TestLedger.fresh()) {
      ledger.store().send(TestLedger.register("prod"), ORIGIN);
      ledger.store().keep(List.of(Content.of("text")));
      for (var sql :
          List.of(
              "UPDATE ledger.entry SET target = 'x'",
              "DELETE FROM ledger.entry",
              "TRUNCATE ledger.entry",
              "DELETE FROM ledger.head",
              "TRUNCATE ledger.head",
              "UPDATE ledger.head SET size = 0",
              "UPDATE ledger.content SET body = 'other'",
              "DELETE FROM ledger.content",
              "TRUNCATE ledger.content",
              "UPDATE ledger.meta SET ledger_id = gen_random_uuid()",
              "DELETE FROM ledger.meta")) {
        try (var c = ledger.connection();
            var statement = c.createStatement()) {
          statement.execute("SET session_replication_role = replica");
          assertThatThrownBy(() -> statement.execute(sql))
              .as(sql)
              .isInstanceOf(SQLException.class)
              .hasMessageMatching(
                  "(?s)ERROR: the ledger is append-only: (UPDATE|DELETE|TRUNCATE) on"
                      + " ledger\\.(entry|head|content|meta) is refused.*Hint: What is recorded"
                      + " stays\\..*");
        }
      }
      assertThat(ledger.store().verify().intact()).isTrue();
    }
  }

  @Test
  void a_writer_records_and_a_reader_reads_and_neither_does_more() throws Exception {
    try (var ledger = TestLedger.fresh()) {
      role(ledger, "runner_" + ledger.database(), "GRANT ledger_writer TO %s");
      role(ledger, "auditor_" + ledger.database(), "GRANT ledger_reader TO %s");
      try (var runner = LedgerStore.open(as(ledger, "runner_" + ledger.database()));
          var auditor = LedgerStore.open(as(ledger, "auditor_" + ledger.database()))) {
        TestLedger.wholeRun(runner, "prod", 40);
        runner.keep(List.of(Content.of("text")));
        assertThat(auditor.verify().intact()).isTrue();
        assertThat(auditor.load("prod").lastRun()).isEqualTo("run-1");
        assertThatThrownBy(() -> auditor.send(TestLedger.register("test"), ORIGIN))
            .isInstanceOf(StoreFailure.NotPermitted.class)
            .hasMessage(
                "STORE-008 role \"auditor_%1$s\" lacks a right on the ledger in database \"%1$s\":"
                        .formatted(ledger.database())
                    + " ERROR: permission denied for table head. Nothing was recorded. Let the"
                    + " schema's owner run: GRANT ledger_writer TO \"auditor_"
                    + ledger.database()
                    + "\"; (or ledger_reader, to read only).");
      }
    }
  }

  @Test
  void a_role_without_the_right_is_told_which_grant_to_run() throws Exception {
    try (var ledger = TestLedger.fresh()) {
      role(ledger, "poor", "SELECT '%s'");
      var database = TestLedger.emptyDatabase();
      var ds = TestLedger.dataSource(database);
      ds.setUser("poor");
      ds.setPassword("secret-of-poor");
      try (var c = ds.getConnection()) {
        assertThatThrownBy(() -> LedgerStore.install(c))
            .isInstanceOf(StoreFailure.NoRightToInstall.class)
            .hasMessage(
                "STORE-003 role \"poor\" may not make the schema \"ledger\" in database \"%1$s\""
                        .formatted(database)
                    + " (ERROR: permission denied for database "
                    + database
                    + "): it needs the right CREATE on that database. Nothing was changed. Let the"
                    + " database's owner run: GRANT CREATE ON DATABASE \""
                    + database
                    + "\" TO \"poor\";");
        assertThat(c.getAutoCommit()).isTrue();
      }
    }
  }

  @Test
  void a_newer_ledger_is_neither_read_nor_upgraded() throws Exception {
    try (var ledger = TestLedger.fresh();
        var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute("UPDATE ledger.meta SET format = 9");
      var message =
          "STORE-004 the ledger has format 9, this program knows formats up to 1. Nothing was read"
              + " or recorded, so that nothing is misread. Upgrade the program.";
      assertThatThrownBy(() -> LedgerStore.open(ledger.dataSource())).hasMessage(message);
      assertThatThrownBy(() -> LedgerStore.install(c)).hasMessage(message);
    }
  }

  @Test
  void an_unreachable_server_and_a_wrong_password_are_told_apart_without_secrets() {
    var nobody = new PGSimpleDataSource();
    nobody.setUrl("jdbc:postgresql://127.0.0.1:1/shop?password=hunter2");
    assertThatThrownBy(() -> LedgerStore.open(nobody))
        .isInstanceOf(StoreFailure.Unreachable.class)
        .hasMessageContaining("127.0.0.1:1 refused")
        .hasMessageNotContaining("hunter2");

    var wrong = TestLedger.dataSource("postgres");
    wrong.setPassword("hunter2");
    assertThatThrownBy(() -> LedgerStore.open(wrong))
        .isInstanceOf(StoreFailure.LoginRefused.class)
        .hasMessageStartingWith("STORE-011 the ledger database refused the login: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void every_code_of_the_catalogue_is_its_own_and_says_what_to_do() {
    assertThat(Arrays.stream(StoreError.values()).map(StoreError::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("STORE-\\d{3}"));
    assertThat(StoreError.values())
        .allMatch(e -> e.condition().endsWith(".") && e.effect().endsWith("."))
        .allMatch(e -> e.remedy().endsWith("."));
  }

  private static PGSimpleDataSource as(TestLedger ledger, String role) {
    var ds = TestLedger.dataSource(ledger.database());
    ds.setUser(role);
    ds.setPassword("secret-of-" + role);
    return ds;
  }

  private static void role(TestLedger ledger, String role, String grant) throws SQLException {
    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret-of-" + role + "'");
      statement.execute(grant.formatted(role));
    }
  }

  private static List<String> strings(TestLedger ledger, String sql) throws SQLException {
    var strings = new ArrayList<String>();
    try (var c = ledger.connection();
        var statement = c.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
