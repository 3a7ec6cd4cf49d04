package dev.migrationledger.store.axon;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.ledger.Ledger;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.NewEvent;
import dev.migrationledger.store.connection.Connections;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.state.StateLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over the log. Tokens are plain indexes: the log has no gaps, so a position
 * says everything about what was seen.
 *
 * <p>Not a subclass of Axon's JDBC engine: events are read and written by the store's own codec, so
 * that Axon's readers and the projections see the same events, and one place knows old revisions.
 */
public final class LedgerEventStorageEngine implements EventStorageEngine {

  /** The metadata key under which commands and events carry their {@link Origin}. */
  public static final String ORIGIN = "origin";

  private static final int BATCH = 1_000;

  private final JdbcTransactions transactions;
  private final Appender appender;
  private final EventLog log;
  private final StateLoader states;
  private final PersistenceExceptionResolver conflicts;

  LedgerEventStorageEngine(
      JdbcTransactions transactions,
      Appender appender,
      EventLog log,
      StateLoader states,
      PersistenceExceptionResolver conflicts) {
    this.transactions = transactions;
    this.appender = appender;
    this.log = log;
    this.states = states;
    this.conflicts = conflicts;
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    var receipt =
        CurrentUnitOfWork.isStarted()
            ? Receipt.of(CurrentUnitOfWork.get().getMessage())
            : Optional.<Receipt>empty();
    var fresh = new ArrayList<NewEvent>();
    for (var event : events) {
      var usual = event.getIdentifier();
      fresh.add(fresh(event, receipt.map(r -> r.eventId(fresh.size(), usual)).orElse(usual)));
    }
    var stored = transactions.with("record " + fresh.size() + " events", c -> append(c, fresh));
    receipt.ifPresent(r -> r.add(stored));
  }

  private List<StoredEvent> append(Connection c, List<NewEvent> fresh) throws SQLException {
    try {
      return appender.append(c, fresh);
    } catch (SQLException e) {
      if (conflicts.isDuplicateKeyViolation(e)) {
        throw new ConcurrencyException("another writer recorded this sequence first", e);
      }
      throw e;
    }
  }

  private static NewEvent fresh(EventMessage<?> message, String eventId) {
    if (message instanceof DomainEventMessage<?> domain
        && domain.getPayload() instanceof LedgerEvent event
        && domain.getMetaData().get(ORIGIN) instanceof Origin origin) {
      return new NewEvent(
          eventId,
          domain.getType(),
          domain.getSequenceNumber(),
          domain.getTimestamp(),
          origin,
          event);
    }
    throw new IllegalArgumentException(
        "the ledger stores the ledger's events with their origin only, not "
            + message.getPayloadType().getName());
  }

  /** Does nothing: the store takes its own snapshots, see {@link StateLoader}. */
  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {}

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String target) {
    return transactions
        .with("read a snapshot", c -> states.snapshot(c, target))
        .map(s ->
            new GenericDomainEventMessage<>(
                Ledger.class.getSimpleName(),
                target,
                s.sequence(),
                new Ledger(LedgerState.of(s.image()))));
  }

  @Override
  public DomainEventStream readEvents(String target, long firstSequence) {
    var events =
        Batches.stream(
            firstSequence,
            from -> read(c -> log.readTarget(c, target, from, BATCH)),
            BATCH,
            StoredEvent::sequence);
    return DomainEventStream.of(events.map(LedgerEventStorageEngine::message));
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    LongFunction<List<StoredEvent>> batch = from -> read(c -> log.read(c, from, BATCH));
    return Batches.stream(position(token) + 1, batch, 1, StoredEvent::index)
        .map(e ->
            new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(e.index()), message(e)));
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String target) {
    var last = transactions.with("read the log", c -> log.lastSequence(c, target));
    return last < 0 ? Optional.empty() : Optional.of(last);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(transactions.with("read the log", log::size) - 1);
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(-1);
  }

  @Override
  public TrackingToken createTokenAt(Instant at) {
    var sql =
        "SELECT coalesce(min(index), (SELECT size FROM ledger.head)) - 1 FROM ledger.entry"
            + " WHERE recorded_at >= ?";
    return transactions.with(
        "read the log",
        c -> {
          try (var statement = c.prepareStatement(sql)) {
            statement.setObject(1, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
              rows.next();
              return new GlobalSequenceTrackingToken(rows.getLong(1));
            }
          }
        });
  }

  private List<StoredEvent> read(Connections.Work<List<StoredEvent>> work) {
    return transactions.with("read the log", work);
  }

  private static long position(@Nullable TrackingToken token) {
    return token == null ? -1 : token.position().orElse(-1);
  }

  private static DomainEventMessage<LedgerEvent> message(StoredEvent stored) {
    return new GenericDomainEventMessage<>(
        Ledger.class.getSimpleName(),
        stored.event().target(),
        stored.sequence(),
        stored.event(),
        Map.of(ORIGIN, stored.origin()),
        stored.eventId(),
        stored.occurredAt());
  }
}
