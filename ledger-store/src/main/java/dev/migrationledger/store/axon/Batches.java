package dev.migrationledger.store.axon;

import dev.migrationledger.store.log.StoredEvent;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Events read batch by batch, as one stream. */
final class Batches extends Spliterators.AbstractSpliterator<StoredEvent> {

  private final LongFunction<List<StoredEvent>> read;
  private final int fullBatch;
  private final ToLongFunction<StoredEvent> position;
  private long next;
  private Iterator<StoredEvent> batch = List.<StoredEvent>of().iterator();
  private boolean ended;

  private Batches(
      long first,
      LongFunction<List<StoredEvent>> read,
      int fullBatch,
      ToLongFunction<StoredEvent> position) {
    super(Long.MAX_VALUE, ORDERED | NONNULL | DISTINCT);
    this.next = first;
    this.read = read;
    this.fullBatch = fullBatch;
    this.position = position;
  }

  /**
   * The events from a position on.
   *
   * @param fullBatch a batch with fewer events is the last one
   */
  static Stream<StoredEvent> stream(
      long first,
      LongFunction<List<StoredEvent>> read,
      int fullBatch,
      ToLongFunction<StoredEvent> position) {
    return StreamSupport.stream(new Batches(first, read, fullBatch, position), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super StoredEvent> action) {
    if (!batch.hasNext() && !ended) {
      var events = read.apply(next);
      ended = events.size() < fullBatch;
      batch = events.iterator();
    }
    if (!batch.hasNext()) {
      return false;
    }
    var event = batch.next();
    next = position.applyAsLong(event) + 1;
    action.accept(event);
    return true;
  }
}
