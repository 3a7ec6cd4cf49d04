package dev.migrationledger.domain.history;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A row of another tool's history. The ledger did not see what it tells: it is imported, not
 * witnessed.
 *
 * @param position its place in that history, from 1
 * @param version the version as the tool writes it, empty when it has none
 * @param name what the tool calls it: a file, an id or a description
 * @param state what the tool says became of it
 * @param implied the tool keeps no row for it: the row of a higher version says it
 * @param appliedAt when, as an instant in UTC, or as local time where the tool stores no zone;
 *     empty when it stores none
 * @param appliedBy who, as the tool stores it; empty when it does not
 * @param durationMs how long it took, -1 when the tool does not say
 * @param checksum the tool's own checksum, empty when it stores none
 * @param agreement whether the file here has that checksum
 * @param migration the number of the file it is tied to, empty when it is tied to none
 * @param file that file, empty when it is tied to none
 * @param fileChecksum SHA-256 of that file when the row was imported, empty when tied to none
 */
public record ImportedRow(
    int position,
    String version,
    String name,
    State state,
    boolean implied,
    String appliedAt,
    String appliedBy,
    long durationMs,
    String checksum,
    Agreement agreement,
    String migration,
    String file,
    String fileChecksum) {

  /** What a tool says became of a migration. */
  public enum State {
    /** It ran. */
    APPLIED,
    /** It counts as done without having run. */
    BASELINED,
    /** It was tried and did not end well; what it left behind is not known. */
    FAILED,
    /** It was taken back. */
    ROLLED_BACK,
    /** It ran and may run again: a repeatable script, which is no migration here. */
    REPEATABLE
  }

  /** Whether a file has the checksum that the tool stored. */
  public enum Agreement {
    /** It was computed the tool's way from the file's bytes, and is the same. */
    AGREES,
    /** It was computed, and is another: the file is not what ran. */
    DIFFERS,
    /** The tool stores none, or nobody can compute it from the file. */
    NOT_CHECKED
  }

  public ImportedRow {
    requireNonNull(version, "version");
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(appliedAt, "appliedAt");
    requireNonNull(appliedBy, "appliedBy");
    requireNonNull(checksum, "checksum");
    requireNonNull(agreement, "agreement");
    requireNonNull(migration, "migration");
    requireNonNull(file, "file");
    requireNonNull(fileChecksum, "fileChecksum");
    if (migration.isEmpty() != file.isEmpty() || file.isEmpty() != fileChecksum.isEmpty()) {
      throw new IllegalArgumentException("a row is tied to a number, a file and bytes, or to none");
    }
  }

  /** The migration it is tied to. */
  public Optional<Version> tied() {
    return migration.isEmpty() ? Optional.empty() : Optional.of(new Version(migration));
  }

  /** The bytes of the file it is tied to. */
  public Optional<Checksum> bytes() {
    return fileChecksum.isEmpty() ? Optional.empty() : Optional.of(new Checksum(fileChecksum));
  }

  /** Tells this row from others: equal for what the tool says of it and what it is tied to. */
  public String fingerprint() {
    var said =
        List.of(
            version,
            name,
            state.name(),
            appliedAt,
            appliedBy,
            checksum,
            migration,
            Boolean.toString(implied));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      said.forEach(word -> {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
