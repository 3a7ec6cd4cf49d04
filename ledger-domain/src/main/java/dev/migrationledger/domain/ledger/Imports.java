package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.event.HistoryImported;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rows of which history tables were taken over, by their fingerprints. */
final class Imports {

  private final Map<String, Set<String>> tables = new TreeMap<>();

  Set<String> of(String table) {
    return tables.getOrDefault(table, Set.of());
  }

  void add(HistoryImported event) {
    var fingerprints = tables.computeIfAbsent(event.table(), t -> new TreeSet<>());
    event.rows().forEach(row -> fingerprints.add(row.fingerprint()));
  }

  void restore(Map<String, Set<String>> image) {
    image.forEach((table, rows) -> tables.put(table, new TreeSet<>(rows)));
  }

  Map<String, Set<String>> image() {
    return tables;
  }
}
