package dev.migrationledger.store.append;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.merkle.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event as bytes: all of a row that does not depend on its place in the log. */
record EncodedEvent(NewEvent event, Hashed payload, Hashed metadata, List<String> contents) {

  /** From here on, two threads are quicker than one. */
  private static final int MANY = 64;

  /** Bytes and their SHA-256. */
  static final class Hashed {

    private final byte[] bytes;
    private final Hash hash;

    Hashed(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Hash.sha256(bytes);
    }

    byte[] bytes() {
      return bytes;
    }

    Hash hash() {
      return hash;
    }
  }

  /** Encodes events in order; those of one origin share its bytes. */
  static List<EncodedEvent> of(EventCodec codec, List<NewEvent> events) {
    var origins = new HashMap<Origin, Hashed>();
    for (var event : events) {
      origins.computeIfAbsent(event.origin(), o -> new Hashed(codec.metadata(o)));
    }
    var stream = events.size() < MANY ? events.stream() : events.parallelStream();
    return stream.map(event -> of(codec, event, origins)).toList();
  }

  private static EncodedEvent of(EventCodec codec, NewEvent event, Map<Origin, Hashed> origins) {
    return new EncodedEvent(
        event,
        new Hashed(codec.payload(event.event())),
        requireNonNull(origins.get(event.origin())),
        EventCodec.commitments(event.event()));
  }
}
