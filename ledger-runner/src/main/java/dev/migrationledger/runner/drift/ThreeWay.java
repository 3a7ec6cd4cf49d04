package dev.migrationledger.runner.drift;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schema three times: what is there (live), what the ledger goes by, and what the migrations
 * make of an empty database (replay).
 */
public final class ThreeWay {

  private static final String OWNER = "owner";

  private ThreeWay() {}

  /**
   * An object of which not all three tell the same.
   *
   * @param key which, by its name in the ledger, else by the one it has
   * @param liveIsLedger whether what is there is what the ledger says
   * @param liveIsReplay whether it is what the migrations make
   * @param ledgerIsReplay whether the ledger says what the migrations make
   * @param ledger the object as the ledger has it
   * @param live as it is
   * @param replay as the migrations make it
   */
  public record Difference(
      ObjectKey key,
      boolean liveIsLedger,
      boolean liveIsReplay,
      boolean ledgerIsReplay,
      Optional<CatalogObject> ledger,
      Optional<CatalogObject> live,
      Optional<CatalogObject> replay) {

    public Difference {
      requireNonNull(key, "key");
      requireNonNull(ledger, "ledger");
      requireNonNull(live, "live");
      requireNonNull(replay, "replay");
    }

    /** Which agree, in words: {@code live = replay, ledger differs}. */
    public String said() {
      if (liveIsReplay == liveIsLedger && liveIsLedger == ledgerIsReplay) {
        return "all three differ";
      }
      if (liveIsReplay && !liveIsLedger && !ledgerIsReplay) {
        return "live = replay, ledger differs";
      }
      if (ledgerIsReplay && !liveIsLedger && !liveIsReplay) {
        return "ledger = replay, live differs";
      }
      return "live = ledger, replay differs";
    }
  }

  /**
   * One for each object about which they do not agree, in the order of the keys.
   *
   * @param roles who the replay may have run as
   */
  public static List<Difference> between(
      SchemaSnapshot ledger, SchemaSnapshot live, SchemaSnapshot replayed, Set<String> roles) {
    var replay = ownedAsIn(ledger, live, replayed, roles);
    var groups = new LinkedHashMap<ObjectKey, Group>();
    SchemaDiff.between(ledger, live).forEach(c -> group(groups, c).ledgerAndLive = true);
    SchemaDiff.between(ledger, replay).forEach(c -> group(groups, c).ledgerAndReplay = true);
    SchemaDiff.between(live, replay).forEach(c -> group(groups, c).liveAndReplay = true);
    return groups.values().stream()
        .distinct()
        .map(g -> g.told(ledger, live, replay))
        .sorted(Comparator.comparing(Difference::key))
        .toList();
  }

  /**
   * A replay runs as another role than the migrations did: where no migration names an owner, it
   * cannot tell who it is.
   */
  private static SchemaSnapshot ownedAsIn(
      SchemaSnapshot ledger, SchemaSnapshot live, SchemaSnapshot replayed, Set<String> roles) {
    return SchemaSnapshot.of(
        replayed.objects().stream().map(o -> owned(o, roles, ledger, live)).toList());
  }

  private static CatalogObject owned(
      CatalogObject object, Set<String> roles, SchemaSnapshot ledger, SchemaSnapshot live) {
    var known = ledger.find(object.key()).or(() -> live.find(object.key()));
    if (!roles.contains(object.text(OWNER))
        || known.isEmpty()
        || known.get().text(OWNER).isEmpty()) {
      return object;
    }
    var attributes = new TreeMap<>(object.attributes());
    attributes.put(OWNER, new Value.Text(known.get().text(OWNER)));
    return new CatalogObject(object.key(), attributes);
  }

  /** Changes of one object, which may have two names. */
  private static final class Group {
    private final Set<ObjectKey> keys = new HashSet<>();
    private final ObjectKey first;
    private boolean ledgerAndLive;
    private boolean ledgerAndReplay;
    private boolean liveAndReplay;

    private Group(ObjectKey first) {
      this.first = first;
    }

    private Difference told(SchemaSnapshot ledger, SchemaSnapshot live, SchemaSnapshot replay) {
      return new Difference(
          first,
          !ledgerAndLive,
          !liveAndReplay,
          !ledgerAndReplay,
          find(ledger),
          find(live),
          find(replay));
    }

    private Optional<CatalogObject> find(SchemaSnapshot snapshot) {
      return keys.stream().sorted().flatMap(k -> snapshot.find(k).stream()).findFirst();
    }
  }

  private static Group group(Map<ObjectKey, Group> groups, ObjectChange change) {
    var before = change.before().map(CatalogObject::key).orElse(change.key());
    var known = groups.containsKey(before) ? groups.get(before) : groups.get(change.key());
    var group = known == null ? new Group(before) : known;
    for (var key : List.of(before, change.key())) {
      group.keys.add(key);
      groups.putIfAbsent(key, group);
    }
    return group;
  }
}
