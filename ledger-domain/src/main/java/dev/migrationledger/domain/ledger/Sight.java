package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;

/**
 * How a migration's file looked last.
 *
 * @param checksum the bytes last seen in the folder
 * @param content commitment to that text, empty when not kept
 * @param accepted the bytes last accepted: those that ran, or an acknowledged edit
 * @param cosmetic whether those last seen say the same as those that ran in other bytes
 */
public record Sight(Checksum checksum, String content, Checksum accepted, boolean cosmetic) {

  public Sight {
    requireNonNull(checksum, "checksum");
    requireNonNull(content, "content");
    requireNonNull(accepted, "accepted");
  }
}
