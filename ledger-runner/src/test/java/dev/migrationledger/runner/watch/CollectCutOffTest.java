package dev.migrationledger.runner.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.actor.ActorResolver;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.deploy.Observer;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.record.LocalLedger;
import dev.migrationledger.runner.record.Recorded;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.store.log.Content;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collect that ends anywhere loses no row and makes none twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class CollectCutOffTest {

  private static final int STATEMENTS = 1_203;

  @TempDir private Path folder;
  private EmbeddedPostgres server;
  private TargetAddress address;
  private TargetSession session;

  @BeforeEach
  void start() {
    server = EmbeddedPostgres.temporary();
    server.createDatabase("shop");
    address =
        new TargetAddress(
            server.url("shop"), server.user(), new Secret(server.password()), Map.of());
    session = TargetSession.open(address);
  }

  @AfterEach
  void stop() {
    session.close();
    server.close();
  }

  @ParameterizedTest(name = "cut off at its batch {0}")
  @ValueSource(ints = {1, 2, 3, -1, -2, -3})
  void every_statement_is_recorded_once(int at) throws SQLException {
    try (var ledger = LocalLedger.at(address)) {
      watch(ledger).install("test", "");
      sql(
          "DO $$ BEGIN FOR i IN 1..%d LOOP EXECUTE format('CREATE TABLE t%%s()', i); END LOOP; END $$"
              .formatted(STATEMENTS));

      assertThatThrownBy(() -> watch(new CutOff(ledger, at)).collect()).hasMessage("cut off");
      watch(ledger).collect();
      var again = watch(ledger).collect();

      assertThat(again.events()).isEmpty();
      assertThat(again.waiting()).isZero();
      assertThat(number("SELECT count(*) FROM ledger.entry WHERE payload_type = 'DdlObserved'"))
          .isEqualTo(STATEMENTS);
      assertThat(
              number(
                  "SELECT count(DISTINCT convert_from(payload, 'UTF8')::jsonb #>> '{ddl,identity}')"
                      + " FROM ledger.entry WHERE payload_type = 'DdlObserved'"))
          .isEqualTo(STATEMENTS);
      assertThat(number("SELECT count(*) FROM ledger.entry WHERE payload_type = 'CaptureGap'"))
          .isZero();
    }
  }

  private DdlWatch watch(LedgerGateway ledger) {
    var origin =
        new Origin(ActorResolver.resolve("dana", Map.of()), ActorResolver.ci(Map.of()), "run", "t");
    var observer = new Observer(Naming.LEDGER, () -> FileHistory.open(folder));
    return new DdlWatch(
        session, address.url(), ledger, new Recorder(ledger, "shop", origin, observer));
  }

  private void sql(String sql) throws SQLException {
    try (var statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private int number(String sql) throws SQLException {
    try (var statement = session.connection().createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** A ledger whose caller dies after (or, negative, before) it is told of the n-th batch. */
  private static final class CutOff implements LedgerGateway {

    private final LedgerGateway ledger;
    private int left;

    CutOff(LedgerGateway ledger, int at) {
      this.ledger = ledger;
      this.left = at;
    }

    @Override
    public Recorded send(LedgerCommand command, Origin origin) {
      if (command instanceof ObserveDdl && left < 0 && ++left == 0) {
        throw new IllegalStateException("cut off");
      }
      var recorded = ledger.send(command, origin);
      if (command instanceof ObserveDdl && left > 0 && --left == 0) {
        throw new IllegalStateException("cut off");
      }
      return recorded;
    }

    @Override
    public LedgerState state(String target) {
      return ledger.state(target);
    }

    @Override
    public void keep(List<Content> contents) {
      ledger.keep(contents);
    }

    @Override
    public Optional<String> text(String commitment) {
      return ledger.text(commitment);
    }

    @Override
    public List<MigrationDiscovered> discoveries(String target, Collection<String> names) {
      return ledger.discoveries(target, names);
    }

    @Override
    public long asOf() {
      return ledger.asOf();
    }

    @Override
    public void close() {}
  }
}
