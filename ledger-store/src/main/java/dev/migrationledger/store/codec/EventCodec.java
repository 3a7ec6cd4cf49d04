package dev.migrationledger.store.codec;

import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.ledger.LedgerImage;
import dev.migrationledger.domain.origin.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/** Turns events, origins and snapshots into stored bytes and back. */
public final class EventCodec {

  /** A snapshot; one of another revision of its image's shape is passed over, and taken anew. */
  @Revision("5")
  private record StoredImage(String revision, LedgerImage image) {}

  private static final String IMAGE_REVISION = EventTypes.revision(StoredImage.class);

  private final LedgerJson json = new LedgerJson();
  private final EventTypes types = new EventTypes();

  /** The event's JSON. */
  public byte[] payload(LedgerEvent event) {
    return json.write(event);
  }

  /** The origin's JSON. */
  public byte[] metadata(Origin origin) {
    return json.write(origin);
  }

  /** The snapshot's JSON, with the revision of its shape. */
  public byte[] image(LedgerImage image) {
    return json.write(new StoredImage(IMAGE_REVISION, image));
  }

  /**
   * The event of a stored payload; one of an older revision in the shape of today.
   *
   * @throws UnreadableJson when type, revision or shape is unknown
   */
  public LedgerEvent event(String type, String revision, byte[] payload) throws UnreadableJson {
    return Discovery.isOld(type, revision)
        ? json.read(payload, MigrationDiscovered.class, Discovery::upcast)
        : json.read(payload, types.type(type, revision));
  }

  /** The origin of stored metadata. */
  public Origin origin(byte[] metadata) throws UnreadableJson {
    return json.read(metadata, Origin.class);
  }

  /**
   * The image of a stored snapshot; empty when it is of another revision.
   *
   * @throws UnreadableJson when it is no snapshot of any
   */
  public Optional<LedgerImage> image(byte[] stored) throws UnreadableJson {
    return json.readFirst(stored, "revision").equals(IMAGE_REVISION)
        ? Optional.of(json.read(stored, StoredImage.class).image())
        : Optional.empty();
  }

  /** A text property as it stands in a stored payload, to search for. */
  public byte[] property(String name, String value) {
    var object = new String(json.write(Map.of(name, value)), StandardCharsets.UTF_8);
    return object.substring(1, object.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  /** The commitments to stored texts that an event names, in order, without empty ones. */
  public static List<String> commitments(LedgerEvent event) {
    return switch (event) {
      case MigrationDiscovered e -> named(e.script().content());
      case MigrationEdited e -> named(e.edit().content(), e.edit().diff());
      case DdlObserved e -> named(e.ddl().statement());
      default -> List.of();
    };
  }

  private static List<String> named(String... commitments) {
    return Stream.of(commitments).filter(c -> !c.isEmpty()).toList();
  }
}
