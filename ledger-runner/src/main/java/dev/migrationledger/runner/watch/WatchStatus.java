package dev.migrationledger.runner.watch;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import java.time.Instant;
import java.util.List;

/**
 * How the capture stands.
 *
 * @param installed something of it is in the target
 * @param known the ledger was told of it
 * @param parts each part as it is found
 * @param altered names of parts that are as installed, but were altered since the last look
 * @param owner the role that owns it, empty when it is not installed
 * @param exposedTo the role that owns the schema and could drop it, empty when only its owner and
 *     superusers can
 * @param waiting captured rows that are not collected, −1 when this role may not count them
 * @param checkedAt when it was last looked at on record; the epoch before
 */
public record WatchStatus(
    boolean installed,
    boolean known,
    List<CapturePart> parts,
    List<String> altered,
    String owner,
    String exposedTo,
    long waiting,
    Instant checkedAt) {

  public WatchStatus {
    parts = List.copyOf(parts);
    altered = List.copyOf(altered);
    requireNonNull(owner, "owner");
    requireNonNull(exposedTo, "exposedTo");
    requireNonNull(checkedAt, "checkedAt");
  }

  /** Whether every part is as it was installed, and the ledger knows it so. */
  public boolean isWhole() {
    return installed
        && known
        && altered.isEmpty()
        && parts.stream().allMatch(CapturePart::isIntact);
  }
}
