package dev.migrationledger.runner.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TargetSessionTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @Test
  void a_session_knows_which_database_it_is_in() throws SQLException {
    try (TargetSession session = TargetSession.open(address("identity"))) {
      TargetIdentity identity = session.identity();
      assertThat(identity.systemIdentifier()).matches("\\d{15,20}");
      assertThat(identity.substitute()).isFalse();
      assertThat(identity.database()).isEqualTo("identity");
      assertThat(identity.serverVersion()).startsWith("18.");
      assertThat(identity.sessionUser()).isEqualTo("postgres");
    }
    TargetAddress address = address("identity");
    run(
        address,
        "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC; CREATE ROLE low LOGIN PASSWORD"
            + " 'low'");
    try (TargetSession session = TargetSession.open(as(address, "low"))) {
      assertThat(session.identity().substitute()).isTrue();
      assertThat(session.identity().systemIdentifier())
          .startsWith("substitute:jdbc:postgresql://127.0.0.1:");
    }
  }

  @Test
  void every_way_of_not_getting_in_has_its_own_code() {
    TargetAddress address = address("doors");
    assertRefused(
        new TargetAddress(
            "jdbc:postgresql://127.0.0.1:1/doors", "postgres", Secret.none(), Map.of()),
        TargetFailure.Unreachable.class,
        "TARGET-001 the target jdbc:postgresql://127.0.0.1:1/doors cannot be reached:");
    assertRefused(
        new TargetAddress(address.url(), "postgres", new Secret("wrong-secret"), Map.of()),
        TargetFailure.Authentication.class,
        "TARGET-002 the target " + address.url() + " refuses role \"postgres\":");
    assertRefused(
        new TargetAddress(address.url(), "postgres", Secret.none(), Map.of()),
        TargetFailure.Authentication.class,
        "TARGET-002");
    assertRefused(
        new TargetAddress(
            server.url("nowhere"), "postgres", new Secret(server.password()), Map.of()),
        TargetFailure.NoSuchDatabase.class,
        "TARGET-003");
  }

  @Test
  void the_grant_that_is_missing_is_spelled_out() throws SQLException {
    TargetAddress address = address("grants");
    run(address, "CREATE ROLE \"Low-2\" LOGIN PASSWORD 'Low-2'");
    try (TargetSession session = TargetSession.open(as(address, "Low-2"))) {
      assertThatThrownBy(session::installReceipts)
          .isInstanceOf(TargetFailure.NoRights.class)
          .hasMessageStartingWith("TARGET-004 on the target " + address.url())
          .hasMessageEndingWith(
              "Let an owner run: GRANT CREATE ON DATABASE \"grants\" TO \"Low-2\";");
      try (TargetSession owner = TargetSession.open(address)) {
        owner.installReceipts();
      }
      assertThatThrownBy(session::installReceipts)
          .hasMessageEndingWith(
              "GRANT USAGE ON SCHEMA ledger TO \"Low-2\"; GRANT SELECT, INSERT ON ledger.receipt TO"
                  + " \"Low-2\";");
      assertThatThrownBy(session::receipts).isInstanceOf(TargetFailure.NoRights.class);
      run(
          address,
          "GRANT USAGE ON SCHEMA ledger TO \"Low-2\"; GRANT SELECT, INSERT ON ledger.receipt TO"
              + " \"Low-2\"");
      session.installReceipts();
      assertThat(session.receipts()).isEmpty();
    }
  }

  @Test
  void receipts_are_installed_once_and_every_column_is_explained() throws SQLException {
    try (TargetSession session = TargetSession.open(address("install"))) {
      assertThat(session.receipts()).isEmpty();
      session.installReceipts();
      session.installReceipts();
      assertThat(session.receipts()).isEmpty();
      try (Statement sql = session.connection().createStatement();
          ResultSet row =
              sql.executeQuery(
                  "SELECT count(*), count(col_description(attrelid, attnum)) FROM pg_attribute"
                      + " WHERE attrelid = 'ledger.receipt'::regclass AND attnum > 0")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(row.getInt(2)).isEqualTo(17);
      }
    }
  }

  @Test
  void of_two_sessions_one_gets_the_lock_and_the_other_learns_who_has_it() {
    TargetAddress address = address("lock");
    try (TargetSession first = TargetSession.open(address);
        TargetSession second = TargetSession.open(address)) {
      assertThat(first.tryLock()).isEmpty();
      LockHolder holder = second.tryLock().orElseThrow();
      assertThat(holder.pid()).isEqualTo(first.identity().backendPid());
      assertThat(holder.role()).isEqualTo("postgres");
      assertThat(holder.application()).isEqualTo("migration-ledger development");
      assertThat(holder.clientAddress()).isEqualTo("127.0.0.1");

      List<LockHolder> seen = new ArrayList<>();
      List<LockHolder> waiting = new ArrayList<>();
      assertThatThrownBy(() ->
              second.lock(
                  Duration.ofMillis(400),
                  other -> {
                    seen.add(other);
                    waiting.addAll(first.lockWaiters());
                  }))
          .isInstanceOf(TargetFailure.LockBusy.class)
          .hasMessageStartingWith(
              "TARGET-008 another run holds the migration lock of "
                  + address.url()
                  + ": process "
                  + holder.pid());
      assertThat(seen).isNotEmpty();
      assertThat(waiting.getFirst().pid()).isEqualTo(second.identity().backendPid());
      assertThat(first.lockWaiters()).isEmpty();

      first.unlock();
      second.lock(Duration.ofSeconds(5), other -> {});
      assertThat(first.lockHolder().orElseThrow().pid()).isEqualTo(second.identity().backendPid());
    }
  }

  private static void assertRefused(
      TargetAddress address, Class<? extends TargetFailure> type, String start) {
    assertThatThrownBy(() -> TargetSession.open(address).close())
        .isInstanceOf(type)
        .hasMessageStartingWith(start)
        .hasMessageNotContainingAny("wrong-secret", server.password());
  }

  private static TargetAddress address(String database) {
    server.createDatabase(database);
    return new TargetAddress(
        server.url(database), server.user(), new Secret(server.password()), Map.of());
  }

  private static TargetAddress as(TargetAddress address, String role) {
    return new TargetAddress(address.url(), role, new Secret(role), Map.of());
  }

  private static void run(TargetAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.url(), address.user(), address.password().value());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
