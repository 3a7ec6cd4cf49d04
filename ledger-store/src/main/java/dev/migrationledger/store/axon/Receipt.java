package dev.migrationledger.store.axon;

import dev.migrationledger.store.log.CommandKey;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.Message;

/** Travels with a command and brings back what was stored because of it. */
final class Receipt {

  static final String KEY = "receipt";

  private final List<StoredEvent> events = new ArrayList<>();
  private final CommandKey key;

  Receipt(CommandKey key) {
    this.key = key;
  }

  static Optional<Receipt> of(Message<?> message) {
    return message.getMetaData().get(KEY) instanceof Receipt receipt
        ? Optional.of(receipt)
        : Optional.empty();
  }

  /** The id of one of the events that are about to be stored, counted from 0. */
  String eventId(int ordinal, String usual) {
    return key.isNone() ? usual : key.eventId(events.size() + ordinal);
  }

  void add(List<StoredEvent> stored) {
    events.addAll(stored);
  }

  List<StoredEvent> events() {
    return List.copyOf(events);
  }
}
