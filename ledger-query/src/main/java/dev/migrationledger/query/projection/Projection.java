package dev.migrationledger.query.projection;

import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/**
 * Turns events into the rows of one read model. One object serves one batch; or the whole log, when
 * the working set holds every row there is and nothing need be fetched.
 */
public interface Projection {

  /** Whether a row never changes once the event that made it was taken in. */
  default boolean settles() {
    return false;
  }

  /** Fetches the rows that the batch will look at, with as few statements as possible. */
  void prepare(List<StoredEvent> batch);

  /** Takes one event in; events come in index order, each once. */
  void on(StoredEvent event);
}
