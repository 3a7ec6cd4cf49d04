package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.audit.HistoryAnswer;
import java.util.List;
import java.util.Map;

/**
 * One migration with its whole history.
 *
 * @param schema {@code ledger/migration/v1}
 * @param target the target
 * @param asOf index of the last event it covers
 * @param version its number
 * @param files the migration, and refused files that share its number
 * @param edits every change of its bytes after it ran, oldest first
 * @param events everything that happened to it, oldest first
 */
public record MigrationAnswer(
    String schema,
    String target,
    long asOf,
    String version,
    List<Map<String, Object>> files,
    List<Map<String, Object>> edits,
    List<HistoryAnswer.Line> events) {

  public MigrationAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    files = List.copyOf(files);
    edits = List.copyOf(edits);
    events = List.copyOf(events);
  }
}
