package dev.migrationledger.runner.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class InferenceTest {

  @Test
  void a_receipt_that_names_the_writing_transaction_names_the_migration() throws SQLException {
    try (var server = EmbeddedPostgres.temporary()) {
      server.createDatabase("shop");
      try (var session = TargetSession.open(address(server));
          var sql = session.connection().createStatement()) {
        sql.execute("CREATE TABLE before_receipts()");
        assertThat(relation(session, "before_receipts"))
            .hasValueSatisfying(i -> assertThat(i.grade()).isEqualTo(Grade.UNKNOWN));
        session.installReceipts();
        sql.execute(
            "BEGIN; CREATE TABLE \"od d\"(); INSERT INTO ledger.receipt (target, run, version, file,"
                + " checksum, phase, statement, statements, started_at, ended_at, earlier_ms,"
                + " lock_wait_ms, attempts, role, backend_pid, transaction_id) VALUES ('shop', 'r',"
                + " '0001', 'f', repeat('a', 64), 'APPLIED', 1, 1, now(), now(), 0, 0, 1, 'x', 1,"
                + " pg_current_xact_id()::text); COMMIT");
        sql.execute("CREATE TABLE by_hand()");

        assertThat(relation(session, "od d"))
            .hasValueSatisfying(i -> {
              assertThat(i.grade()).isEqualTo(Grade.INFERRED);
              assertThat(i.migration()).isEqualTo("0001");
              assertThat(i.committedAt()).isEqualTo(Instant.EPOCH);
            });
        assertThat(relation(session, "by_hand"))
            .hasValueSatisfying(i -> {
              assertThat(i.grade()).isEqualTo(Grade.UNKNOWN);
              assertThat(i.basis()).contains("of no migration; it belongs to role postgres");
            });
        assertThat(relation(session, "nothing")).isEmpty();

        sql.execute("CREATE TEMP TABLE dump AS SELECT * FROM ledger.receipt");
        sql.execute("DELETE FROM ledger.receipt");
        sql.execute("INSERT INTO ledger.receipt OVERRIDING SYSTEM VALUE SELECT * FROM dump");
        assertThat(relation(session, "od d"))
            .hasValueSatisfying(i -> assertThat(i.migration()).isEmpty());
      }
    }
  }

  @Test
  void each_object_that_the_server_keeps_a_row_for_is_told_its_writer_and_commit()
      throws SQLException {
    try (var server = EmbeddedPostgres.temporary()) {
      server.createDatabase("shop");
      execute(server, "ALTER SYSTEM SET track_commit_timestamp = on");
      server.restart();
      try (var session = TargetSession.open(address(server));
          var sql = session.connection().createStatement()) {
        sql.execute(
            "CREATE SCHEMA \"My S\"; CREATE ROLE ann; CREATE TABLE \"My S\".t (\"a b\" int);"
                + " ALTER TABLE \"My S\".t OWNER TO ann;"
                + " CREATE INDEX i ON \"My S\".t (\"a b\");"
                + " ALTER TABLE \"My S\".t ADD CONSTRAINT c CHECK (\"a b\" > 0);"
                + " CREATE FUNCTION \"My S\".f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " CREATE TYPE \"My S\".mood AS ENUM ('ok');"
                + " CREATE POLICY p ON \"My S\".t; CREATE VIEW \"My S\".v AS SELECT 1 AS one");
        var schema = LiveSchema.of(session);
        for (var kind :
            List.of(
                CatalogKind.SCHEMA,
                CatalogKind.TABLE,
                CatalogKind.COLUMN,
                CatalogKind.INDEX,
                CatalogKind.CONSTRAINT,
                CatalogKind.FUNCTION,
                CatalogKind.TYPE,
                CatalogKind.POLICY,
                CatalogKind.VIEW)) {
          var object =
              schema.objects().stream()
                  .map(CatalogObject::key)
                  .filter(k -> k.kind() == kind && k.qualified().startsWith("\"My S\""))
                  .findFirst()
                  .orElseThrow();
          assertThat(Inference.of(session.connection(), "shop", object))
              .as(object.toString())
              .hasValueSatisfying(i -> {
                assertThat(i.grade()).isEqualTo(Grade.INFERRED);
                assertThat(i.basis())
                    .contains("of no migration, which committed at 20", "it belongs to role ");
                assertThat(i.committedAt())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(5));
              });
        }
      }
    }
  }

  private static void execute(EmbeddedPostgres server, String statement) throws SQLException {
    try (var session = TargetSession.open(address(server));
        var sql = session.connection().createStatement()) {
      sql.execute(statement);
    }
  }

  private static TargetAddress address(EmbeddedPostgres server) {
    return new TargetAddress(
        server.url("shop"), server.user(), new Secret(server.password()), Map.of());
  }

  private static Optional<Inference> relation(TargetSession session, String name)
      throws SQLException {
    var key = ObjectKey.of(CatalogKind.TABLE, "public", name);
    return Inference.of(session.connection(), "shop", key);
  }
}
