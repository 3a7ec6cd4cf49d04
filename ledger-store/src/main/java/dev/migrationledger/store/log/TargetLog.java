package dev.migrationledger.store.log;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All events of one target with the log they stand in, as of one moment.
 *
 * @param size how many events the log's head counts, of all targets
 * @param root the Merkle tree's root over them, 64 lower-case hexadecimal digits
 * @param held how many events the log really holds
 * @param contiguous whether the log's indexes run from 0 to {@code size - 1}, and the target's
 *     sequences from 0, both without a gap
 * @param events the target's events, in order
 */
public record TargetLog(
    long size, String root, long held, boolean contiguous, List<StoredEvent> events) {

  public TargetLog {
    requireNonNull(root, "root");
    events = List.copyOf(events);
  }

  /** The index of the log's last event, −1 when it holds none. */
  public long asOf() {
    return size - 1;
  }
}
