package dev.migrationledger.store.codec;

import dev.migrationledger.domain.event.LedgerEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/**
 * The closed list of event types a stored name may stand for: the permitted types of {@link
 * LedgerEvent}. A class is never loaded by a name from the database.
 */
public final class EventTypes {

  private final Map<String, Class<? extends LedgerEvent>> byName = new TreeMap<>();

  public EventTypes() {
    leaves(LedgerEvent.class)
        .map(type -> type.asSubclass(LedgerEvent.class))
        .forEach(type -> byName.put(type.getSimpleName(), type));
  }

  /** The events that a sealed family comes down to. */
  private static Stream<Class<?>> leaves(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(Objects.requireNonNull(family.getPermittedSubclasses()))
            .flatMap(EventTypes::leaves)
        : Stream.of(family);
  }

  /** Every event there is, by name. */
  public Collection<Class<? extends LedgerEvent>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The name a type is stored under, e.g. {@code MigrationApplied}. */
  public static String name(Class<?> type) {
    return type.getSimpleName();
  }

  /** The revision of a type's shape. */
  public static String revision(Class<?> type) {
    return Objects.requireNonNull(
            type.getAnnotation(Revision.class), () -> type + " needs @Revision")
        .value();
  }

  /**
   * The type a stored name and revision stand for.
   *
   * @throws UnreadableJson when this program knows no such type or revision
   */
  public Class<? extends LedgerEvent> type(String name, String revision) throws UnreadableJson {
    var type = byName.get(name);
    if (type == null) {
      throw new UnreadableJson("this program knows no event type \"" + name + "\"");
    }
    if (!revision(type).equals(revision)) {
      throw new UnreadableJson(
          "this program knows revision "
              + revision(type)
              + " of "
              + name
              + ", not \""
              + revision
              + "\"");
    }
    return type;
  }

  /** Whether this type may be stored. */
  public boolean allows(Class<?> type) {
    return byName.get(type.getSimpleName()) == type;
  }
}
