package dev.migrationledger.runner.recovery.repair;

import dev.migrationledger.runner.recovery.state.RecoveryCode;
import java.util.List;

/** A repair is not begun, or stopped. */
public final class RepairRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RecoveryCode code;

  private RepairRefused(RecoveryCode code, String what) {
    super(code.code() + " " + what + " " + code.remedy());
    this.code = code;
  }

  /** The catalogue's code. */
  public RecoveryCode code() {
    return code;
  }

  static RepairRefused choices(List<String> problems) {
    return new RepairRefused(
        RecoveryCode.CHOICE_NEEDED,
        "a choice is needed:\n  " + String.join("\n  ", problems) + "\nNothing was executed.");
  }

  /** The state is another than the plan was made for. */
  public static RepairRefused changed(String agreed, String now) {
    return new RepairRefused(
        RecoveryCode.STATE_CHANGED,
        "plan %s was agreed to, and what is found now gives plan %s. Nothing was executed."
            .formatted(agreed, now));
  }

  static RepairRefused failed(String subject, String sql, String sqlState, String message) {
    return new RepairRefused(
        RecoveryCode.ACTION_FAILED,
        "the repair of %s failed at \"%s\": %s %s. What was repaired before it stays and is recorded."
            .formatted(subject, sql, sqlState, message.strip().replaceFirst("\\.$", "")));
  }

  static RepairRefused unproved(String subject, String found) {
    return new RepairRefused(
        RecoveryCode.NOT_PROVED,
        "the steps for %s were done, and it is still found: %s.".formatted(subject, found));
  }
}
