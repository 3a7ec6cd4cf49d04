package dev.migrationledger.runner.record;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.capture.Sighting;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.Content;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A ledger this process reaches itself, in the target or in a database of its own. Reading never
 * installs anything: a ledger that is not there knows nothing. The first thing recorded installs
 * it.
 */
public final class LocalLedger implements LedgerGateway {

  private final DataSource database;
  private final LedgerStore store;
  private final Persons persons;
  private boolean installed;
  private boolean asked;

  private LocalLedger(DataSource database, Persons persons) {
    this.database = database;
    this.persons = persons;
    this.store = LedgerStore.of(database);
  }

  /** A ledger at an address; connects on first use. */
  public static LocalLedger at(TargetAddress address) {
    return at(address, Persons.AS_SIGNED);
  }

  /**
   * The same where somebody said who is one person.
   *
   * @param persons what answers about approvals go by
   */
  public static LocalLedger at(TargetAddress address, Persons persons) {
    return new LocalLedger(address.dataSource("migration-ledger record"), persons);
  }

  /** Gets ready to record, beside what the caller goes on with. */
  public void prepare() {
    Thread.ofPlatform().daemon().name("prepare-ledger").start(store::prepare);
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
  public List<MigrationDiscovered> discoveries(String target, Collection<String> names) {
    return existing().map(s -> s.discoveries(target, names)).orElseGet(List::of);
  }

  @Override
  public Attribution whoChanged(String target, String kind, String identity, String within) {
    try {
      return whoChanged(queries(), target, kind, identity, within);
    } catch (StoreFailure | QueryFailure e) {
      return new Attribution(
          "", Attribution.Grade.UNKNOWN, "the ledger's tables cannot be asked by this role");
    }
  }

  /** What a ledger's answers say about it. */
  public static Attribution whoChanged(
      LedgerQuery queries, String target, String kind, String identity, String within) {
    var since =
        queries.schemas(target).stream()
            .filter(look -> look.live().equals(look.hash()))
            .findFirst()
            .flatMap(look -> look.at().instant())
            .orElse(Instant.EPOCH);
    return queries
        .attribute(target, new Sighting(kind, "", identity, within, since, Instant.now()))
        .attribution();
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
      try (var connection = database.getConnection()) {
        LedgerQuery.install(connection);
      } catch (SQLException e) {
        throw SqlFailures.of(e, "install the ledger's read models");
      }
      asked = true;
    }
    return new LedgerQuery(database, opened, persons);
  }

  /** Whether a ledger is there at all. */
  public boolean isInstalled() {
    return existing().isPresent();
  }

  /** The store itself, for verifying; empty where no ledger is installed. */
  public Optional<LedgerStore> existing() {
    if (!installed) {
      try {
        store.ledgerId();
        installed = true;
      } catch (StoreFailure.SchemaMissing e) {
        return Optional.empty();
      }
    }
    return Optional.of(store);
  }

  private LedgerStore installed() {
    if (existing().isEmpty()) {
      store.install();
    }
    return store;
  }

  @Override
  public void close() {
    store.close();
  }
}
