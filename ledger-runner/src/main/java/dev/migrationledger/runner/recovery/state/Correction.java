package dev.migrationledger.runner.recovery.state;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;

/**
 * The file of a migration that stopped half-way, beside the bytes that ran.
 *
 * @param ran the bytes that ran
 * @param now the bytes of the file
 * @param same how many statements, from the first, are the same in both
 * @param difference what the first is that is not, and where; empty when the bytes are the same
 */
public record Correction(Checksum ran, Checksum now, int same, String difference) {

  public Correction {
    requireNonNull(ran, "ran");
    requireNonNull(now, "now");
    requireNonNull(difference, "difference");
  }

  /** The file is as it ran. */
  public static Correction none(Checksum bytes) {
    return new Correction(bytes, bytes, Integer.MAX_VALUE, "");
  }

  /** Whether the file has the bytes that ran. */
  public boolean isNone() {
    return ran.equals(now);
  }

  /** Whether the script can go on after a statement: what has run of it is unchanged. */
  public boolean allows(int resumeAfter) {
    return same >= resumeAfter;
  }

  /** Which statements come from which bytes when it goes on after one; empty when all are one's. */
  public String told(int resumeAfter) {
    return isNone()
        ? ""
        : "%s ran from checksum %s, and from statement %d on it is the corrected file with checksum %s"
            .formatted(
                resumeAfter == 0 ? "nothing that stays" : upTo(resumeAfter),
                ran.hex(),
                resumeAfter + 1,
                now.hex());
  }

  private static String upTo(int statement) {
    return statement == 1 ? "statement 1" : "statements 1 to " + statement;
  }
}
