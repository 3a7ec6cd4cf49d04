package dev.migrationledger.store.axon;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Axon's Jackson serializer with a closed list of types: the tokens of streaming processors. Events
 * do not pass through it, the store's own codec writes them.
 */
public final class LedgerSerializer extends Jackson3Serializer {

  private static final Map<String, Class<?>> ALLOWED =
      Stream.of(GlobalSequenceTrackingToken.class, ReplayToken.class, ConfigToken.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

  LedgerSerializer() {
    super(Jackson3Serializer.builder());
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    if (SerializedType.emptyType().equals(type)) {
      return Void.class;
    }
    var allowed = ALLOWED.get(type.getName());
    if (allowed == null) {
      throw new SerializationException("type " + type.getName() + " is not on the closed list");
    }
    return allowed;
  }
}
