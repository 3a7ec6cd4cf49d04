package dev.migrationledger.query.status;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of {@code schema_migrations} that a batch works on, found by number or by file. */
final class MigrationRows {

  private final Rows rows;
  private final Map<String, Map<Long, Row>> known = new HashMap<>();
  private final Map<String, Map<String, Row>> refused = new HashMap<>();

  MigrationRows(Rows rows) {
    this.rows = rows;
  }

  void fetch(List<StoredEvent> batch) {
    var numbers = new TreeMap<String, TreeSet<Long>>();
    var files = new TreeMap<String, TreeSet<String>>();
    for (var stored : batch) {
      var event = stored.event();
      numbers.computeIfAbsent(event.target(), t -> new TreeSet<>());
      for (var version : Touched.versions(event)) {
        numbers.get(event.target()).add(version.number());
      }
      files.computeIfAbsent(event.target(), t -> new TreeSet<>()).addAll(Touched.files(event));
    }
    rows.fetch(SchemaMigrations.NUMBER, numbers);
    rows.fetch(SchemaMigrations.FILENAME, files);
    rows.fetch("NOT known AND target = ANY (?)", (Object) numbers.keySet().toArray(String[]::new));
    rows.all().forEach(this::index);
  }

  private void index(Row row) {
    var target = row.text(SchemaMigrations.TARGET);
    if (row.flag(SchemaMigrations.KNOWN)) {
      var number = row.number(SchemaMigrations.NUMBER).orElseThrow();
      known.computeIfAbsent(target, t -> new HashMap<>()).put(number, row);
    } else {
      refused
          .computeIfAbsent(target, t -> new TreeMap<>())
          .put(row.text(SchemaMigrations.FILENAME), row);
    }
  }

  /** The migration with this number. */
  Optional<Row> known(String target, Version version) {
    return Optional.ofNullable(known.getOrDefault(target, Map.of()).get(version.number()));
  }

  /** The row of this file, migration or only refused. */
  Optional<Row> file(String target, String file) {
    return rows.find(target, file);
  }

  /** Files that were only refused. */
  List<Row> refused(String target) {
    return new ArrayList<>(refused.getOrDefault(target, Map.of()).values());
  }

  /** A fresh row for a file that was only refused. */
  Row refuse(String target, String file) {
    var row = rows.create(target, file);
    var version = Words.versionOf(file);
    row.set(SchemaMigrations.VERSION, version);
    Words.number(version).ifPresent(n -> row.set(SchemaMigrations.NUMBER, n));
    start(row);
    index(row);
    return row;
  }

  /** A fresh row for a migration; takes the place of its older row under whatever file. */
  Row discover(String target, Version version, String file) {
    known(target, version).ifPresent(rows::remove);
    forget(target, file);
    var row = rows.create(target, file);
    row.set(SchemaMigrations.VERSION, version.text());
    row.set(SchemaMigrations.NUMBER, version.number());
    row.set(SchemaMigrations.KNOWN, true);
    start(row);
    index(row);
    return row;
  }

  /** The same row under another file name. */
  Row rename(Row row, String file) {
    if (row.text(SchemaMigrations.FILENAME).equals(file)) {
      return row;
    }
    var target = row.text(SchemaMigrations.TARGET);
    rows.remove(row);
    forget(target, file);
    var renamed = rows.create(target, file);
    for (var column : SchemaMigrations.TABLE.columns()) {
      if (!column.equals(SchemaMigrations.FILENAME) && !row.isNull(column)) {
        renamed.set(column, row.text(column));
      }
    }
    index(renamed);
    return renamed;
  }

  private void forget(String target, String file) {
    refused.getOrDefault(target, new TreeMap<>()).remove(file);
  }

  private static void start(Row row) {
    row.set(SchemaMigrations.FAILURES, 0).set(SchemaMigrations.RECOVERY_ATTEMPTS, 0);
  }

  static MigrationStatus status(Row row) {
    return status(row.text(SchemaMigrations.STATUS));
  }

  static MigrationStatus status(String word) {
    for (var status : MigrationStatus.values()) {
      if (Words.of(status).equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException("not a status: \"" + word + "\"");
  }

  static void flag(Row row, String flag, boolean on) {
    var flags = new TreeSet<>(row.texts(SchemaMigrations.FLAGS));
    if (on ? flags.add(flag) : flags.remove(flag)) {
      row.set(
          SchemaMigrations.FLAGS,
          SchemaMigrations.FLAG_WORDS.stream().filter(flags::contains).toList());
    }
  }

  /** The same text in every process, whatever order a map has there. */
  static void note(Row row, String key, Object value) {
    var metadata = new LinkedHashMap<>(AnswerJson.object(row.text(SchemaMigrations.METADATA)));
    metadata.put(key, value instanceof Map<?, ?> map ? new TreeMap<Object, Object>(map) : value);
    row.set(SchemaMigrations.METADATA, AnswerJson.compact(metadata));
  }
}
