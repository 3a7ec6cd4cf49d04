package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

/**
 * That nothing is missing from what the report was drawn from.
 *
 * @param eventsInLog how many events the log's head counts, of all targets
 * @param eventsHeld how many the log really holds
 * @param contiguous whether the log's indexes, and the target's sequences, run without a gap
 * @param eventsOfTarget how many of them are the target's
 * @param eventsInPeriod how many of these were recorded in the period
 * @param root the Merkle tree's root over the whole log, 64 lower-case hexadecimal digits
 */
public record Population(
    long eventsInLog,
    long eventsHeld,
    boolean contiguous,
    long eventsOfTarget,
    long eventsInPeriod,
    String root) {

  public Population {
    requireNonNull(root, "root");
  }
}
