package dev.migrationledger.runner.remote;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerImage;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.merkle.Hash;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What runner and service say to each other, as JSON: one record for each question and answer. Both
 * sides name the {@link #SHAPE} of all of it in a header; where the shapes differ nothing is
 * guessed, the service refuses.
 */
public final class Wire {

  /** The header that names the shape. */
  public static final String SHAPE_HEADER = "Ledger-Shape";

  /** The header that names the program. */
  public static final String PROGRAM_HEADER = "Ledger-Program";

  /** The header that names one taking of a report, however often it is asked for. */
  public static final String KEY_HEADER = "Idempotency-Key";

  /** Where the addresses begin. */
  public static final String PATH = "/api/v1/runner/";

  /** SHA-256 over names and types of everything that is said, 64 hexadecimal digits. */
  public static final String SHAPE = shape();

  private Wire() {}

  /** What is known of a target? */
  public record StateAsked(String target) {}

  /** What is known of it, and the index of the ledger's last event, −1 when there is none. */
  public record StateTold(long asOf, LedgerImage image) {}

  /**
   * Record this.
   *
   * @param key the same whenever the same sending is tried again
   * @param command the command's name
   * @param body its JSON
   * @param origin what the runner says of itself
   */
  public record CommandSent(String key, String command, String body, Origin origin) {

    public CommandSent {
      requireNonNull(key, "key");
      requireNonNull(command, "command");
      requireNonNull(body, "body");
      requireNonNull(origin, "origin");
    }
  }

  /** What was recorded; empty when there was nothing new. */
  public record Recorded(List<EventTold> events) {

    public Recorded {
      events = List.copyOf(events);
    }
  }

  /** An event as the ledger holds it. */
  public record EventTold(
      long index,
      String leaf,
      String eventId,
      long sequence,
      Instant recordedAt,
      Instant occurredAt,
      Origin origin,
      String type,
      String revision,
      String body) {}

  /** Keep these texts. */
  public record ContentsSent(List<Content> contents) {

    public ContentsSent {
      contents = List.copyOf(contents);
    }
  }

  /** How many were kept. */
  public record ContentsKept(int count) {}

  /** Which text is this? */
  public record TextAsked(String commitment) {}

  /** The text: one, or none. */
  public record TextTold(List<String> text) {

    public TextTold {
      text = List.copyOf(text);
    }
  }

  /** Which discoveries of a target name one of these objects? */
  public record DiscoveriesAsked(String target, List<String> names) {

    public DiscoveriesAsked {
      names = List.copyOf(names);
    }
  }

  /** Those. */
  public record DiscoveriesTold(List<MigrationDiscovered> discoveries) {

    public DiscoveriesTold {
      discoveries = List.copyOf(discoveries);
    }
  }

  /** Who changed an object? */
  public record AttributionAsked(String target, String kind, String identity, String within) {}

  /** That one. */
  public record AttributionTold(Attribution attribution) {}

  /** What is recorded of a target beside what the ledger's rules know? */
  public record RecordsAsked(String target) {}

  /**
   * That.
   *
   * @param looks at its schema, newest first
   * @param objects what its scripts do to objects
   * @param timeline the newest run that says on which timeline it ran: one, or none
   */
  public record RecordsTold(
      List<SchemaValidationLog.Look> looks,
      List<RecordedObject> objects,
      List<Runs.OnTimeline> timeline) {

    public RecordsTold {
      looks = List.copyOf(looks);
      objects = List.copyOf(objects);
      timeline = List.copyOf(timeline);
    }
  }

  private static String shape() {
    var known = new TreeMap<String, String>();
    for (var type : Wire.class.getDeclaredClasses()) {
      take(type, known);
    }
    take(LedgerCommand.class, known);
    take(LedgerEvent.class, known);
    return Hash.sha256(known.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static void take(Type type, Map<String, String> known) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(t -> take(t, known));
    }
    if (!(type instanceof Class<?> c)
        || !c.getName().startsWith("dev.migrationledger.")
        || known.containsKey(c.getName())) {
      return;
    }
    known.put(c.getName(), "");
    if (c.isRecord()) {
      var parts = c.getRecordComponents();
      known.put(
          c.getName(),
          Arrays.stream(parts)
              .map(p -> p.getName() + " " + p.getGenericType().getTypeName())
              .collect(Collectors.joining(", ")));
      Arrays.stream(parts).forEach(p -> take(p.getGenericType(), known));
    } else if (c.isEnum()) {
      known.put(c.getName(), Arrays.toString(c.getEnumConstants()));
    } else if (c.isSealed()) {
      Arrays.stream(c.getPermittedSubclasses()).forEach(t -> take(t, known));
    }
  }
}
