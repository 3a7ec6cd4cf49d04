package dev.migrationledger.store.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The verdict on a ledger.
 *
 * @param size how many events it holds
 * @param root the root computed from the stored entries, 64 lower-case hexadecimal digits
 * @param checked what was checked, in words
 * @param notes what is worth knowing and no proof of tampering
 * @param bad what contradicts itself, the first first; empty when intact
 */
public record Verification(
    long size, String root, List<String> checked, List<String> notes, List<FirstBad> bad) {

  public Verification {
    requireNonNull(root, "root");
    checked = List.copyOf(checked);
    notes = List.copyOf(notes);
    bad = List.copyOf(bad);
  }

  /** Whether nothing contradicts itself. */
  public boolean intact() {
    return bad.isEmpty();
  }

  /** The first contradiction. */
  public Optional<FirstBad> firstBad() {
    return bad.stream().findFirst();
  }
}
