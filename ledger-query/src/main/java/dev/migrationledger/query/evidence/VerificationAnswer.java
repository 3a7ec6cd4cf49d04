package dev.migrationledger.query.evidence;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.store.verify.FirstBad;
import java.util.List;

/**
 * What a service found when it verified the whole log.
 *
 * @param schema {@code ledger/verification/v1}
 * @param verifiedAt when that began, by the service's clock
 * @param intact whether nothing contradicts itself
 * @param size how many events the log holds
 * @param root the root computed from the stored entries, 64 lower-case hexadecimal digits
 * @param checked what was checked, in words
 * @param bad what contradicts itself, the first first
 * @param notes what is worth knowing and no proof of tampering
 */
public record VerificationAnswer(
    String schema,
    Moment verifiedAt,
    boolean intact,
    long size,
    String root,
    List<String> checked,
    List<Bad> bad,
    List<String> notes) {

  public VerificationAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(verifiedAt, "verifiedAt");
    requireNonNull(root, "root");
    checked = List.copyOf(checked);
    bad = List.copyOf(bad);
    notes = List.copyOf(notes);
  }

  /**
   * One contradiction.
   *
   * @param index the bad event's index, −1 when it is about the store as a whole
   * @param check the check that failed
   * @param detail what was found and what was expected
   */
  public record Bad(long index, String check, String detail) {

    public Bad {
      requireNonNull(check, "check");
      requireNonNull(detail, "detail");
    }

    private static Bad of(FirstBad found) {
      return new Bad(found.index(), found.check(), found.detail());
    }
  }

  /** Of a verification. */
  public static VerificationAnswer of(Proof.Verified verified) {
    var found = verified.found();
    return new VerificationAnswer(
        "ledger/verification/v1",
        verified.at(),
        found.intact(),
        found.size(),
        found.root(),
        found.checked(),
        found.bad().stream().map(Bad::of).toList(),
        found.notes());
  }
}
