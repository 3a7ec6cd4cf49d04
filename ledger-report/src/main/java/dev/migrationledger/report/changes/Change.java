package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;

/**
 * One change of the target, or one attempt at it: a member of the population.
 *
 * @param kind what was done: {@code applied}, {@code failed}, {@code rolled-back}, {@code
 *     rollback-failed}, {@code recovered}, {@code repaired}, {@code baselined}, {@code retired} or
 *     {@code imported}
 * @param version the migration, empty when it is about several
 * @param file the file that ran, may be empty
 * @param checksum SHA-256 of the bytes that ran, empty when none ran
 * @param at when it was recorded, clock of the ledger database
 * @param by who did it
 * @param knownBy what vouches for who: {@code option}, {@code ci}, {@code os}, {@code token},
 *     {@code oidc}
 * @param from the host, or the pipeline's address
 * @param run the run it belongs to, may be empty
 * @param author who wrote the bytes, as far as known
 * @param commit the commit that brought the bytes, empty when none is known
 * @param approvedBy who approved it, empty where no approval is recorded
 * @param outcome what came of it, in words
 * @param durationMs how long it took
 * @param index its index in the log
 * @param leaf its leaf hash in the Merkle tree
 */
public record Change(
    String kind,
    String version,
    String file,
    String checksum,
    Moment at,
    String by,
    String knownBy,
    String from,
    String run,
    String author,
    String commit,
    String approvedBy,
    String outcome,
    Millis durationMs,
    long index,
    String leaf) {

  public Change {
    requireNonNull(kind, "kind");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(at, "at");
    requireNonNull(by, "by");
    requireNonNull(knownBy, "knownBy");
    requireNonNull(from, "from");
    requireNonNull(run, "run");
    requireNonNull(author, "author");
    requireNonNull(commit, "commit");
    requireNonNull(approvedBy, "approvedBy");
    requireNonNull(outcome, "outcome");
    requireNonNull(durationMs, "durationMs");
    requireNonNull(leaf, "leaf");
  }
}
