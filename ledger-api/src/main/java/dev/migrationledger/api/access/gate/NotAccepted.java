package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** What somebody showed to say who they are is not accepted, or cannot be looked up. */
final class NotAccepted extends AuthenticationException {

  @Serial private static final long serialVersionUID = 1L;

  private final RuntimeException why;

  /**
   * A refusal.
   *
   * @param why an {@link AccessProblem}, or the failure that kept it from being looked up
   */
  NotAccepted(RuntimeException why) {
    super(String.valueOf(why.getMessage()), why);
    this.why = why;
  }

  RuntimeException why() {
    return why;
  }

  /** What to say to whoever could not be let in. */
  static RuntimeException why(AuthenticationException e) {
    return switch (e) {
      case NotAccepted refused -> refused.why();
      default -> nobody();
    };
  }

  /** Nobody said who they are. */
  static AccessProblem nobody() {
    return new AccessProblem(
        AccessError.NOT_LOGGED_IN, "nobody is logged in, and this address is not open to all.");
  }
}
