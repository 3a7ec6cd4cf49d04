package dev.migrationledger.query.projection;

import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/** Turns events into the rows of one read model. One object serves one batch. */
public interface Projection {

  /** Fetches the rows that the batch will look at, with as few statements as possible. */
  void prepare(List<StoredEvent> batch);

  /** Takes one event in; events come in index order, each once. */
  void on(StoredEvent event);
}
