package dev.migrationledger.api;

import dev.migrationledger.api.live.FollowedLog;
import dev.migrationledger.api.live.OneThread;
import dev.migrationledger.query.LedgerQuery;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the read models warm: an event that Axon's processor delivers makes them take in everything
 * up to the end. The read models' own positions say what they hold, in the same transaction as
 * their rows, so the processor's token lives no longer than the process.
 */
final class Projections implements SmartLifecycle, HealthIndicator {

  private static final int BATCH = 500;

  private final PooledStreamingEventProcessor processor;
  private final CatchingUp catchingUp;
  private final FollowedLog log;

  Projections(FollowedLog log, LedgerQuery query) {
    this.log = log;
    this.catchingUp = new CatchingUp(query);
    this.processor =
        PooledStreamingEventProcessor.builder()
            .name("projections")
            .eventHandlerInvoker(catchingUp)
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(log)
            .tokenStore(new InMemoryTokenStore())
            .transactionManager(NoTransactionManager.instance())
            .coordinatorExecutor(name -> OneThread.named("ledger-coordinator"))
            .workerExecutor(name -> OneThread.named("ledger-projections"))
            .initialSegmentCount(1)
            .initialToken(source -> new GlobalSequenceTrackingToken(catchingUp.catchUp()))
            .batchSize(BATCH)
            .build();
  }

  @Override
  public void start() {
    processor.start();
  }

  @Override
  public void stop() {
    processor.shutDown();
  }

  @Override
  public boolean isRunning() {
    return processor.isRunning();
  }

  /** Down when the last try failed: an answer would fail for the same reason. */
  @Override
  public Health health() {
    var error = log.error().isEmpty() ? catchingUp.error : log.error();
    var health = isRunning() && error.isEmpty() ? Health.up() : Health.down();
    health.withDetail("running", isRunning()).withDetail("position", catchingUp.covered);
    return (error.isEmpty() ? health : health.withDetail("error", error)).build();
  }

  /** Takes in all there is at the first event that is not yet covered; passes over the others. */
  private static final class CatchingUp implements EventHandlerInvoker {

    private final LedgerQuery query;
    private volatile long covered = -1;
    private volatile String error = "";

    CatchingUp(LedgerQuery query) {
      this.query = query;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
      return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
      if (message instanceof TrackedEventMessage<?> tracked
          && tracked.trackingToken().position().orElse(Long.MAX_VALUE) > covered) {
        catchUp();
      }
    }

    long catchUp() {
      try {
        covered = query.catchUp();
        error = "";
        return covered;
      } catch (RuntimeException e) {
        error = String.valueOf(e.getMessage());
        throw e;
      }
    }
  }
}
