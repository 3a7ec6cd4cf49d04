package dev.migrationledger.runner.history;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.history.ImportedRow;

/**
 * A row of another tool's history, told alike for all tools.
 *
 * @param version as the tool writes it, empty when it has none
 * @param name what the tool calls it
 * @param script the file's name or path where the tool stores one, else empty
 * @param state what the tool says became of it
 * @param appliedAt an instant in UTC, or local time without a zone; empty when it is not stored
 * @param appliedBy who, empty when it is not stored
 * @param durationMs -1 when it is not stored
 * @param checksum the tool's own, empty when it stores none
 * @param coversLower lower versions count as done by this row too
 */
public record ForeignRow(
    String version,
    String name,
    String script,
    ImportedRow.State state,
    String appliedAt,
    String appliedBy,
    long durationMs,
    String checksum,
    boolean coversLower) {

  public ForeignRow {
    requireNonNull(version, "version");
    requireNonNull(name, "name");
    requireNonNull(script, "script");
    requireNonNull(state, "state");
    requireNonNull(appliedAt, "appliedAt");
    requireNonNull(appliedBy, "appliedBy");
    requireNonNull(checksum, "checksum");
  }

  /** As people would point at it. */
  public String label() {
    return version.isEmpty() ? name : name.isEmpty() ? version : version + " (" + name + ")";
  }
}
