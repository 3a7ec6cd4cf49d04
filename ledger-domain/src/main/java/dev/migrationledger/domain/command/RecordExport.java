package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a report or an export of the log is given out.
 *
 * @param target the target it tells of
 * @param what what was made, e.g. {@code report changes}
 * @param period the time it is about, in words
 * @param asOf index of the last event it covers, −1 when there was none
 * @param format the format it is given in, e.g. {@code csv}
 * @param digest SHA-256 of the bytes that are given, 64 lower-case hexadecimal digits
 */
public record RecordExport(
    @TargetAggregateIdentifier String target,
    String what,
    String period,
    long asOf,
    String format,
    String digest)
    implements LedgerCommand {

  public RecordExport {
    requireNonNull(target, "target");
    requireNonNull(what, "what");
    requireNonNull(period, "period");
    requireNonNull(format, "format");
    requireNonNull(digest, "digest");
  }
}
