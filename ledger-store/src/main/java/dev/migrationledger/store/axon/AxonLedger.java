package dev.migrationledger.store.axon;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.ledger.Ledger;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.connection.Connections;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.CommandKey;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.state.StateLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon, wired for the one aggregate. Modules on the class path are not looked for, so neither the
 * update checker nor a timeout janitor starts; the default XStream serializer is never made.
 */
public final class AxonLedger implements AutoCloseable {

  private static final int ATTEMPTS = 12;
  private static final long FETCH_DELAY_MS = 100;

  /** A ledger that restarts is back in seconds, and sending a command again is harmless. */
  private static final long[] OUTAGE_PAUSES_MS = {250, 500, 1_000, 2_000, 4_000};

  private static final String UNIQUE_VIOLATION = "23505";

  private final Connections connections;
  private final EventLog log;
  private final FewLedgers cache = new FewLedgers();
  private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
  private final Configuration configuration;

  /** Wires and starts. */
  public AxonLedger(Connections connections, Appender appender, EventLog log, StateLoader states) {
    this.connections = connections;
    this.log = log;
    var transactions = new JdbcTransactions(connections);
    var conflicts = new SQLStateResolver(UNIQUE_VIOLATION);
    var engine = new LedgerEventStorageEngine(transactions, appender, log, states, conflicts);
    var serializer = new LedgerSerializer();
    this.configuration =
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(c -> serializer)
            .configureEventSerializer(c -> serializer)
            .configureMessageSerializer(c -> serializer)
            .configureTransactionManager(c -> transactions)
            .registerComponent(PersistenceExceptionResolver.class, c -> conflicts)
            .configureCorrelationDataProviders(
                c -> List.of(new SimpleCorrelationDataProvider(LedgerEventStorageEngine.ORIGIN)))
            .registerComponent(EventStorageEngine.class, c -> engine)
            .configureEventStore(c ->
                EmbeddedEventStore.builder()
                    .storageEngine(engine)
                    .fetchDelay(FETCH_DELAY_MS)
                    .timeUnit(TimeUnit.MILLISECONDS)
                    .threadFactory(AxonLedger::daemon)
                    .build())
            .configureCommandBus(AxonLedger::commandBus)
            .configureAggregate(
                AggregateConfigurer.defaultConfiguration(Ledger.class).configureCache(c -> cache))
            .start();
  }

  /**
   * Decides a command and records what follows from it.
   *
   * @param key names the events, so that they are recorded once
   * @return what was recorded; empty when there was nothing new
   * @throws LedgerRefusal when the rules refuse it
   * @throws StoreFailure when it could not be recorded
   */
  public List<StoredEvent> send(LedgerCommand command, Origin origin, CommandKey key) {
    for (long pause : OUTAGE_PAUSES_MS) {
      try {
        return sendNow(command, origin, key);
      } catch (StoreFailure.Unreachable e) {
        cache.remove(command.target());
        sleep(pause);
      }
    }
    return sendNow(command, origin, key);
  }

  private List<StoredEvent> sendNow(LedgerCommand command, Origin origin, CommandKey key) {
    var target = command.target();
    for (int attempt = 1; ; attempt++) {
      var cached = cache.containsKey(target);
      var receipt = new Receipt(key);
      var problem = dispatch(command, origin, receipt);
      switch (problem) {
        case null -> {
          var stored = receipt.events();
          if (!stored.isEmpty()) {
            lastSeen.put(target, stored.getLast().sequence());
            return stored;
          }
          if (!cached || isCurrent(target)) {
            return stored;
          }
        }
        case LedgerRefusal refusal -> {
          if (!cached) {
            throw refusal;
          }
        }
        case AggregateNotFoundException e -> throw new LedgerRefusal.UnknownTarget(target);
        case ConcurrencyException e -> {
          if (attempt >= ATTEMPTS) {
            throw new StoreFailure.ConflictingWriters(target, attempt, e);
          }
          pause(attempt);
        }
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(problem);
      }
      cache.remove(target);
    }
  }

  /** The aggregate's state as it is known here, and the last event in it. */
  public StateLoader.Snapshot snapshot(String target) {
    return DefaultUnitOfWork.startAndGet(new GenericMessage<>(target))
        .executeWithResult(() -> {
          var aggregate = configuration.repository(Ledger.class).load(target);
          var image = aggregate.invoke(ledger -> ledger.state().image());
          return new StateLoader.Snapshot(image, aggregate.version());
        })
        .getPayload();
  }

  /** The events as Axon's streaming processors read them. */
  public StreamableMessageSource<TrackedEventMessage<?>> messageSource() {
    return configuration.eventStore();
  }

  /** The wiring, for a service that adds processors of its own. */
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public void close() {
    configuration.shutdown();
  }

  private @Nullable Throwable dispatch(LedgerCommand command, Origin origin, Receipt receipt) {
    var message =
        new GenericCommandMessage<>(
            command,
            MetaData.from(Map.of(LedgerEventStorageEngine.ORIGIN, origin, Receipt.KEY, receipt)));
    var problem = new AtomicReference<@Nullable Throwable>();
    configuration
        .commandBus()
        .dispatch(
            message,
            (sent, result) -> {
              if (result.isExceptional()) {
                problem.set(result.exceptionResult());
              }
            });
    return problem.get();
  }

  private boolean isCurrent(String target) {
    var last = connections.inTransaction("read the log", c -> log.lastSequence(c, target));
    return last.equals(lastSeen.get(target));
  }

  private static CommandBus commandBus(Configuration c) {
    var bus =
        SimpleCommandBus.builder()
            .transactionManager(c.getComponent(TransactionManager.class))
            .build();
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(c.correlationDataProviders()));
    return bus;
  }

  private static void pause(int attempt) {
    sleep(ThreadLocalRandom.current().nextLong(2L << attempt));
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    return Thread.ofPlatform().daemon().name("ledger-events").unstarted(task);
  }
}
