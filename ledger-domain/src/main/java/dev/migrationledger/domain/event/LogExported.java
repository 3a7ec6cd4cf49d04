package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import org.axonframework.serialization.Revision;

/**
 * Somebody took a report or an export of the log away.
 *
 * @param target the target it tells of
 * @param what what was made, e.g. {@code report changes}
 * @param period the time it is about, in words
 * @param asOf index of the last event it covers, −1 when there was none
 * @param format the format it was given in, e.g. {@code csv}
 * @param digest SHA-256 of the bytes that were given, 64 lower-case hexadecimal digits
 */
@Revision("1")
public record LogExported(
    String target, String what, String period, long asOf, String format, String digest)
    implements LedgerEvent {

  public LogExported {
    requireNonNull(target, "target");
    requireNonNull(what, "what");
    requireNonNull(period, "period");
    requireNonNull(format, "format");
    requireNonNull(digest, "digest");
  }
}
