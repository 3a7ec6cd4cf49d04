package dev.migrationledger.api.page.migration;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.approval.ApprovalsAnswer;
import java.util.Set;

/**
 * Whether a reader is offered a form, and why not.
 *
 * @param open whether there is anything that this reader may decide
 * @param hindrance why it is not theirs to decide, empty when it is
 */
record Offer(boolean open, String hindrance) {

  private static final Offer NONE = new Offer(false, "");
  private static final Set<String> OVER = Set.of("applied", "baselined", "retired");

  Offer {
    requireNonNull(hindrance, "hindrance");
  }

  /** Whether the form is shown. */
  public boolean form() {
    return open && hindrance.isEmpty();
  }

  /**
   * To approve.
   *
   * @param author who wrote the bytes that are shown, empty when that is not known
   */
  static Offer toApprove(Caller caller, ApprovalsAnswer judged, String author, Persons persons) {
    if (!caller.may(Scope.APPROVE) || OVER.contains(judged.state())) {
      return NONE;
    }
    if (judged.approvals().stream()
        .anyMatch(a -> a.stands() && a.by().equalsIgnoreCase(caller.name().strip()))) {
      return new Offer(true, "You approved these bytes.");
    }
    return persons.isSame(caller.name(), author)
        ? new Offer(true, "You wrote these bytes: somebody else has to approve them.")
        : new Offer(true, "");
  }

  /** To withdraw every approval that stands. */
  static Offer toWithdraw(Caller caller, ApprovalsAnswer judged) {
    return caller.may(Scope.APPROVE)
            && judged.approvals().stream().anyMatch(ApprovalsAnswer.Approval::stands)
        ? new Offer(true, "")
        : NONE;
  }

  /** To review. */
  static Offer toReview(Caller caller, ApprovalsAnswer judged, Persons persons) {
    if (!caller.may(Scope.APPROVE) || !judged.isUnreviewed()) {
      return NONE;
    }
    return judged.exceptions().stream()
            .anyMatch(e -> !e.reviewed() && persons.isSame(e.by(), caller.name()))
        ? new Offer(true, "You broke the glass: somebody else has to look at it.")
        : new Offer(true, "");
  }
}
