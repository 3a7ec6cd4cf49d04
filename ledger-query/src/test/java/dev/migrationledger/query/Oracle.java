package dev.migrationledger.query;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Computes right answers from the events alone, with no help from what is tested. */
final class Oracle {

  /** What became of one migration. */
  static final class Fate {
    String version = "";
    String file = "";
    String state = "";
    String ran = "";
    String now = "";
    String author = "";

    boolean isEdited() {
      return (state.equals("applied") || state.equals("baselined")) && !ran.equals(now);
    }
  }

  private final List<StoredEvent> events;

  Oracle(List<StoredEvent> all, String target) {
    this.events = all.stream().filter(e -> e.event().target().equals(target)).toList();
  }

  List<StoredEvent> events() {
    return events;
  }

  List<StoredEvent> where(Predicate<StoredEvent> condition) {
    return events.stream().filter(condition).toList();
  }

  /** The events of some kinds. */
  List<StoredEvent> of(Class<?>... kinds) {
    return where(s -> Stream.of(kinds).anyMatch(k -> k.isInstance(s.event())));
  }

  /** The events of one kind themselves. */
  <T extends LedgerEvent> List<T> only(Class<T> kind) {
    return events.stream()
        .map(StoredEvent::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  static List<Long> indexes(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::index).sorted().toList();
  }

  Map<Long, Fate> fates() {
    return fates(Instant.MAX);
  }

  /** What had become of every migration before a moment. */
  Map<Long, Fate> fates(Instant before) {
    var fates = new TreeMap<Long, Fate>();
    for (var stored : events) {
      if (stored.recordedAt().isBefore(before)) {
        take(fates, stored.event());
      }
    }
    return fates;
  }

  private static void take(Map<Long, Fate> fates, LedgerEvent event) {
    if (event instanceof MigrationDiscovered e) {
      var fate = new Fate();
      fate.version = e.script().version().text();
      fate.file = e.script().file();
      fate.state = "pending";
      fate.ran = e.script().checksum().hex();
      fate.now = fate.ran;
      fate.author = e.script().author().author();
      fates.put(e.script().version().number(), fate);
    } else if (event instanceof MigrationApplied e) {
      fates.get(e.version().number()).state = "applied";
    } else if (event instanceof MigrationFailed e) {
      boolean half = e.failure().kind() == Failure.Kind.HALF_DONE;
      fates.get(e.version().number()).state = half ? "unknown" : "failed";
    } else if (event instanceof MigrationRecovered e) {
      fates.get(e.version().number()).state = e.status().name().toLowerCase(java.util.Locale.ROOT);
    } else if (event instanceof MigrationRetired e) {
      fates.get(e.version().number()).state = "retired";
    } else if (event instanceof MigrationRolledBack e) {
      fates.get(e.version().number()).state = "rolled-back";
    } else if (event instanceof BaselineEstablished e) {
      e.covered().forEach(v -> fates.get(v.number()).state = "baselined");
    } else if (event instanceof MigrationEdited e) {
      fates.get(e.edit().version().number()).now = e.edit().now().hex();
    }
  }

  static List<Fate> in(Map<Long, Fate> fates, String... states) {
    return fates.values().stream().filter(f -> List.of(states).contains(f.state)).toList();
  }

  /** The last event of a kind about each migration. */
  Map<Long, StoredEvent> lastApplied() {
    var last = new TreeMap<Long, StoredEvent>();
    for (var stored : of(MigrationApplied.class)) {
      last.put(((MigrationApplied) stored.event()).version().number(), stored);
    }
    return last;
  }

  /** How often each migration ran. */
  Map<Long, List<StoredEvent>> runsOfEach() {
    var runs = new TreeMap<Long, List<StoredEvent>>();
    for (var stored : of(MigrationApplied.class)) {
      runs.computeIfAbsent(
              ((MigrationApplied) stored.event()).version().number(), v -> new ArrayList<>())
          .add(stored);
    }
    return runs;
  }
}
