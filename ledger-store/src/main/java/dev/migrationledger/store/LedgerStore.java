package dev.migrationledger.store;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.ContentKeeper;
import dev.migrationledger.store.axon.AxonLedger;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.connection.Connections;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.CommandKey;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.log.TargetLog;
import dev.migrationledger.store.schema.LedgerSchema;
import dev.migrationledger.store.state.StateLoader;
import dev.migrationledger.store.verify.Verification;
import dev.migrationledger.store.verify.Verifier;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one database: one for each process and database. Safe for use by several threads.
 * Keeps up to two idle connections until it is closed.
 */
public final class LedgerStore implements AutoCloseable {

  private final Connections connections;
  private final EventCodec codec = new EventCodec();
  private final EventLog log = new EventLog(codec);
  private final StateLoader states = new StateLoader(codec, log);
  private volatile @Nullable UUID ledgerId;
  private @Nullable AxonLedger axon;

  private LedgerStore(DataSource ds) {
    this.connections = new Connections(ds);
  }

  /** A store that connects on first use; it may be that no ledger is installed there. */
  public static LedgerStore of(DataSource ds) {
    return new LedgerStore(ds);
  }

  /**
   * Opens the ledger of a database; does not install it.
   *
   * @throws StoreFailure.SchemaMissing when there is none
   * @throws StoreFailure.NewerFormat when a newer program wrote it
   */
  public static LedgerStore open(DataSource ds) {
    var store = new LedgerStore(ds);
    try {
      store.ledgerId();
      return store;
    } catch (StoreFailure e) {
      store.close();
      throw e;
    }
  }

  /** Makes or upgrades the schema {@code ledger}; idempotent, safe in several processes at once. */
  public static void install(Connection c) {
    LedgerSchema.install(c);
  }

  /** The same, over a connection of the store. */
  public void install() {
    var c = connections.borrow();
    try {
      LedgerSchema.install(c);
      ledgerId = LedgerSchema.check(c);
    } finally {
      connections.release(c);
    }
  }

  /** Gets ready to record: wires what {@link #send} needs. Connects to nothing. */
  public void prepare() {
    axon();
  }

  /**
   * The ledger's identity.
   *
   * @throws StoreFailure.SchemaMissing when no ledger is installed
   * @throws StoreFailure.NewerFormat when a newer program wrote it
   */
  public UUID ledgerId() {
    var known = ledgerId;
    if (known == null) {
      known = connections.inTransaction("open the ledger", LedgerSchema::check);
      ledgerId = known;
    }
    return known;
  }

  /** The state of a target; empty for one the ledger does not know. Does not start Axon. */
  public LedgerState load(String target) {
    return connections.inTransaction("load the state", c -> states.load(c, target));
  }

  /**
   * Decides a command and records what follows from it.
   *
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the rules refuse it
   * @throws StoreFailure when it could not be recorded
   */
  public Appended send(LedgerCommand command, Origin origin) {
    return send(command, origin, CommandKey.NONE);
  }

  /**
   * The same for a command that may be sent again because its answer was lost: what was recorded
   * under its key is answered and not recorded again.
   */
  public Appended sendOnce(LedgerCommand command, Origin origin, CommandKey key) {
    var before = recorded(key);
    if (!before.isEmpty()) {
      return new Appended(before);
    }
    try {
      return send(command, origin, key);
    } catch (LedgerRefusal | StoreFailure.ConflictingWriters e) {
      var meanwhile = recorded(key);
      if (meanwhile.isEmpty()) {
        throw e;
      }
      return new Appended(meanwhile);
    }
  }

  private List<StoredEvent> recorded(CommandKey key) {
    return connections.inTransaction("look for a command", c -> log.readKey(c, key));
  }

  private Appended send(LedgerCommand command, Origin origin, CommandKey key) {
    var ledger = axon();
    var stored = ledger.send(command, origin, key);
    if (stored.stream().anyMatch(e -> StateLoader.closesWork(e.event()))) {
      keepSnapshot(ledger, command.target());
    }
    return new Appended(stored);
  }

  /** Stores texts before the command that names their commitments, in one transaction. */
  public void keep(List<Content> contents) {
    if (contents.isEmpty()) {
      return;
    }
    connections.inTransaction(
        "store " + contents.size() + " texts",
        c -> {
          ContentKeeper.keep(c, contents);
          return contents.size();
        });
  }

  /** Reads events and texts. */
  public EventLog log() {
    return log;
  }

  /**
   * Recomputes and compares everything that is stored.
   *
   * @throws StoreFailure when it cannot be read, so that nothing can be said
   */
  public Verification verify() {
    return connections.inTransaction("verify the ledger", new Verifier(codec)::verify);
  }

  /** The events as Axon's streaming processors read them; tokens are indexes without gaps. */
  public StreamableMessageSource<TrackedEventMessage<?>> messageSource() {
    return axon().messageSource();
  }

  /** How many events it holds. */
  public long size() {
    return connections.inTransaction("read the size", log::size);
  }

  /** All events of one target, counted against the log's head, as of one moment. */
  public TargetLog targetLog(String target) {
    return connections.inTransaction(
        "read the log of a target",
        c -> {
          try (var statement = c.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
          }
          return log.targetLog(c, target);
        });
  }

  /** The event at an index; empty when the log ends before it. */
  public Optional<StoredEvent> event(long index) {
    return connections.inTransaction("read an event", c -> log.readAt(c, index));
  }

  /** A stored text by its commitment; empty when it was never kept or was erased. */
  public Optional<String> text(String commitment) {
    return connections.inTransaction("read a text", c -> log.content(c, commitment));
  }

  /** The discoveries of a target whose facts name one of these objects, in order. */
  public List<MigrationDiscovered> discoveries(String target, Collection<String> names) {
    return connections.inTransaction(
        "read discoveries",
        c ->
            log.discoveries(c, target, names).stream()
                .map(stored -> (MigrationDiscovered) stored.event())
                .toList());
  }

  @Override
  public synchronized void close() {
    if (axon != null) {
      axon.close();
    }
    connections.close();
  }

  private synchronized AxonLedger axon() {
    if (axon == null) {
      axon = new AxonLedger(connections, new Appender(codec, this::ledgerId), log, states);
    }
    return axon;
  }

  /** A snapshot is derived data: the command is recorded whether or not it can be taken. */
  private void keepSnapshot(AxonLedger ledger, String target) {
    try {
      var snapshot = ledger.snapshot(target);
      connections.inTransaction(
          "keep a snapshot",
          c -> {
            states.keepWhenDue(c, target, snapshot);
            return target;
          });
    } catch (StoreFailure e) {
      System.getLogger(LedgerStore.class.getName())
          .log(System.Logger.Level.DEBUG, "no snapshot was taken", e);
    }
  }
}
