package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;

/**
 * Something that did not go the ordinary way.
 *
 * @param kind {@code edited-after-run}, {@code out-of-band}, {@code out-of-order}, {@code
 *     override}, {@code break-glass}, {@code failure}, {@code imported}, {@code baseline}, {@code
 *     capture-gap}, {@code receipt-tampered} or {@code restored}
 * @param subject the file, object or part of the capture it is about
 * @param at when it was recorded, clock of the ledger database
 * @param by who, as far as known
 * @param what what happened, as a sentence
 * @param carriedOver whether it was recorded before the period and was open when it began
 * @param open whether nobody has dealt with it as of the report's last event
 * @param disposition what became of it, in words
 * @param index its index in the log
 * @param leaf its leaf hash in the Merkle tree
 */
public record Exceptional(
    String kind,
    String subject,
    Moment at,
    String by,
    String what,
    boolean carriedOver,
    boolean open,
    String disposition,
    long index,
    String leaf) {

  public Exceptional {
    requireNonNull(kind, "kind");
    requireNonNull(subject, "subject");
    requireNonNull(at, "at");
    requireNonNull(by, "by");
    requireNonNull(what, "what");
    requireNonNull(disposition, "disposition");
    requireNonNull(leaf, "leaf");
  }
}
