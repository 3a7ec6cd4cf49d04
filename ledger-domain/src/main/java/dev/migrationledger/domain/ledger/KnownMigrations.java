package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The migrations of one target, by number and by file. */
final class KnownMigrations {

  private final TreeMap<Version, MigrationState> byVersion = new TreeMap<>();
  private final Map<String, Version> byFile = new HashMap<>();
  private Optional<Version> highestDone = Optional.empty();

  Optional<MigrationState> find(Version version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  Optional<Version> versionOf(String file) {
    return Optional.ofNullable(byFile.get(file));
  }

  Collection<MigrationState> all() {
    return Collections.unmodifiableCollection(byVersion.values());
  }

  List<MigrationState> image() {
    return List.copyOf(byVersion.values());
  }

  NavigableMap<Version, MigrationState> upTo(Version version) {
    return Collections.unmodifiableNavigableMap(byVersion.headMap(version, true));
  }

  Optional<Version> highestDone() {
    return highestDone;
  }

  void restore(List<MigrationState> image) {
    image.forEach(this::put);
    findHighest();
  }

  void restore(LedgerRestored e) {
    e.taken()
        .forEach(
            t -> change(t.version(), m -> m.became(MigrationStatus.APPLIED).recovering(false)));
    e.undone()
        .forEach(v -> change(v, m -> m.became(MigrationStatus.ROLLED_BACK).recovering(false)));
    findHighest();
  }

  void change(Version version, UnaryOperator<MigrationState> step) {
    find(version).ifPresent(known -> put(step.apply(known)));
  }

  void put(MigrationState next) {
    var before = byVersion.put(next.version(), next);
    if (before != null && !before.file().equals(next.file())) {
      byFile.remove(before.file(), before.version());
    }
    byFile.put(next.file(), next.version());
  }

  void raiseHighest(Version version) {
    if (highestDone.isEmpty() || highestDone.get().compareTo(version) < 0) {
      highestDone = Optional.of(version);
    }
  }

  /** Something done is not done any more; what is done and lower is the highest now. */
  void lowerHighest(Version version) {
    if (highestDone.filter(h -> h.compareTo(version) <= 0).isPresent()) {
      highestDone = highestDone(byVersion.headMap(version, true));
    }
  }

  /** Looks for the highest again, after something may have been taken back. */
  void findHighest() {
    highestDone = highestDone(byVersion);
  }

  private static Optional<Version> highestDone(NavigableMap<Version, MigrationState> among) {
    return among.descendingMap().values().stream()
        .filter(m -> m.status().isDone())
        .map(MigrationState::version)
        .findFirst();
  }
}
