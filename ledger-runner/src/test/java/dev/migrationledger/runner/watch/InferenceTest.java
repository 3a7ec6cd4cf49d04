package dev.migrationledger.runner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class InferenceTest {

  @Test
  void a_receipt_that_names_the_writing_transaction_names_the_migration() throws SQLException {
    try (var server = EmbeddedPostgres.temporary()) {
      server.createDatabase("shop");
      var address =
          new TargetAddress(
              server.url("shop"), server.user(), new Secret(server.password()), Map.of());
      try (var session = TargetSession.open(address);
          var sql = session.connection().createStatement()) {
        sql.execute("CREATE TABLE before_receipts()");
        assertThat(Inference.ofRelation(session.connection(), "shop", "before_receipts"))
            .hasValueSatisfying(i -> assertThat(i.grade()).isEqualTo(Grade.UNKNOWN));
        session.installReceipts();
        sql.execute(
            "BEGIN; CREATE TABLE \"od d\"(); INSERT INTO ledger.receipt (target, run, version, file,"
                + " checksum, phase, statement, statements, started_at, ended_at, earlier_ms,"
                + " lock_wait_ms, attempts, role, backend_pid, transaction_id) VALUES ('shop', 'r',"
                + " '0001', 'f', repeat('a', 64), 'APPLIED', 1, 1, now(), now(), 0, 0, 1, 'x', 1,"
                + " pg_current_xact_id()::text); COMMIT");
        sql.execute("CREATE TABLE by_hand()");

        assertThat(Inference.ofRelation(session.connection(), "shop", "\"od d\""))
            .hasValueSatisfying(i -> {
              assertThat(i.grade()).isEqualTo(Grade.INFERRED);
              assertThat(i.migration()).isEqualTo("0001");
              assertThat(i.committedAt()).isEqualTo(Instant.EPOCH);
            });
        assertThat(Inference.ofRelation(session.connection(), "shop", "by_hand"))
            .hasValueSatisfying(i -> {
              assertThat(i.grade()).isEqualTo(Grade.UNKNOWN);
              assertThat(i.basis()).contains("of no migration; it belongs to role postgres");
            });
        assertThat(Inference.ofRelation(session.connection(), "shop", "nothing")).isEmpty();
      }
    }
  }
}
