package dev.migrationledger.query.dependency;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.store.log.StoredEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows that the last discovery of a migration tells, in a table whose key starts with target and
 * number: those that an earlier one told go.
 */
final class LastDiscovery implements Projection {

  /** Makes the rows of one discovery. */
  interface Telling {

    /**
     * Creates them in the working set.
     *
     * @param index the event's place in the log
     * @return their keys
     */
    Set<List<String>> rows(Rows rows, MigrationDiscovered event, long index);
  }

  private final Rows rows;
  private final Column number;
  private final Telling telling;
  private final Map<String, Set<List<String>>> keys = new TreeMap<>();

  LastDiscovery(Rows rows, Column number, Telling telling) {
    this.rows = rows;
    this.number = number;
    this.telling = telling;
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
    rows.fetch(number, numbers);
    for (var row : rows.all()) {
      var key = row.key();
      keys.computeIfAbsent(migration(key.get(0), key.get(1)), k -> new HashSet<>()).add(key);
    }
  }

  @Override
  public void on(StoredEvent stored) {
    if (stored.event() instanceof MigrationDiscovered e) {
      var migration = migration(e.target(), Long.toString(e.script().version().number()));
      var old = keys.remove(migration);
      if (old != null) {
        old.forEach(key -> rows.find(key.toArray(String[]::new)).ifPresent(rows::remove));
      }
      keys.put(migration, telling.rows(rows, e, stored.index()));
    }
  }

  private static String migration(String target, String number) {
    return target + "\n" + number;
  }
}
