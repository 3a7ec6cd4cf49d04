package dev.migrationledger.runner.record;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A ledger this process reaches itself, in the target or in a database of its own. Reading never
 * installs anything: a ledger that is not there knows nothing. The first thing recorded installs
 * it.
 */
public final class LocalLedger implements LedgerGateway {

  private final DataSource database;
  private @Nullable LedgerStore store;
  private boolean asked;

  private LocalLedger(DataSource database) {
    this.database = database;
  }

  /** A ledger at an address; connects on first use. */
  public static LocalLedger at(TargetAddress address) {
    return new LocalLedger(address.dataSource("migration-ledger record"));
  }

  @Override
  public LedgerState state(String target) {
    return existing().map(s -> s.load(target)).orElseGet(LedgerState::new);
  }

  @Override
  public void keep(List<Content> contents) {
    if (!contents.isEmpty()) {
      installed().keep(contents);
    }
  }

  @Override
  public Optional<String> text(String commitment) {
    return existing().flatMap(s -> s.text(commitment));
  }

  @Override
  public Recorded send(LedgerCommand command, Origin origin) {
    return Recorded.in(installed().send(command, origin).events());
  }

  @Override
  public long asOf() {
    return existing().map(s -> s.size() - 1).orElse(-1L);
  }

  /**
   * The ledger's answers. Installs the ledger where there is none, and the read models where they
   * are missing or of an older shape, so that it can be asked.
   */
  public LedgerQuery queries() {
    var opened = installed();
    if (!asked) {
      install(LedgerQuery::install);
      asked = true;
    }
    return new LedgerQuery(database, opened.log());
  }

  /** Whether a ledger is there at all. */
  public boolean isInstalled() {
    return existing().isPresent();
  }

  /** The store itself, for verifying; empty where no ledger is installed. */
  public Optional<LedgerStore> existing() {
    if (store == null) {
      try {
        store = LedgerStore.open(database);
      } catch (StoreFailure.SchemaMissing e) {
        return Optional.empty();
      }
    }
    return Optional.of(store);
  }

  private LedgerStore installed() {
    var opened = existing();
    if (opened.isPresent()) {
      return opened.get();
    }
    install(LedgerStore::install);
    var fresh = LedgerStore.open(database);
    store = fresh;
    return fresh;
  }

  private void install(Consumer<Connection> part) {
    try (var connection = database.getConnection()) {
      part.accept(connection);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "install the ledger");
    }
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
