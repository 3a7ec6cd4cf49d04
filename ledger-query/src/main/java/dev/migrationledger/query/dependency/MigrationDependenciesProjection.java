package dev.migrationledger.query.dependency;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.store.log.StoredEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Events to rows of {@code migration_dependencies}; the last discovery counts. */
final class MigrationDependenciesProjection implements Projection {

  private final Rows rows;
  private final Map<String, Set<List<String>>> keys = new TreeMap<>();

  MigrationDependenciesProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var numbers = new TreeMap<String, TreeSet<Long>>();
    for (var stored : batch) {
      if (stored.event() instanceof MigrationDiscovered e) {
        numbers
            .computeIfAbsent(e.target(), t -> new TreeSet<>())
            .add(e.script().version().number());
      }
    }
    numbers.forEach((target, wanted) ->
        rows.fetch("target = ? AND number = ANY (?)", target, wanted.toArray(Long[]::new)));
    for (var row : rows.all()) {
      remember(row.key());
    }
  }

  private void remember(List<String> key) {
    keys.computeIfAbsent(key.get(0) + "\n" + key.get(1), k -> new HashSet<>()).add(key);
  }

  @Override
  public void on(StoredEvent stored) {
    if (!(stored.event() instanceof MigrationDiscovered e)) {
      return;
    }
    var script = e.script();
    var number = Long.toString(script.version().number());
    var old = keys.remove(e.target() + "\n" + number);
    if (old != null) {
      old.forEach(key -> rows.find(key.toArray(String[]::new)).ifPresent(rows::remove));
    }
    for (var needed : script.dependencies()) {
      var row =
          rows.create(e.target(), number, Long.toString(needed.version().number()))
              .set(MigrationDependencies.VERSION, script.version().text())
              .set(MigrationDependencies.FILENAME, script.file())
              .set(MigrationDependencies.NEEDS_VERSION, needed.version().text())
              .set(MigrationDependencies.NEEDS_FILENAME, needed.file())
              .set(MigrationDependencies.REASON, needed.reason())
              .set(MigrationDependencies.DECLARED, needed.declared())
              .set(MigrationDependencies.POSITION, stored.index());
      remember(row.key());
    }
  }
}
