package dev.migrationledger.api.approval;

import static dev.migrationledger.domain.ledger.LedgerRefusalCode.ALREADY_DONE;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.CHECKSUM_CHANGED;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.NOTHING_TO_REVIEW;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.OWN_EXCEPTION;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.OWN_WORK;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.RETIRED_MIGRATION;
import static dev.migrationledger.domain.ledger.LedgerRefusalCode.RUN_IN_PROGRESS;

import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.approval.ApprovalsAnswer;
import dev.migrationledger.query.resource.EventAnswer;
import java.util.List;

/** What the addresses of approvals and reviews say of themselves. */
final class ApprovalOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final String PATH = "/targets/{target}/migrations/{version}/";
  private static final Shape EVENT = new Shape.Answer(EventAnswer.class);
  private static final String BEFORE = "It was on record before: the event that says so.";
  private static final Parameter KEY =
      new Parameter(
          ApprovalRoutes.KEY,
          Parameter.Place.HEADER,
          false,
          "The same request of the same caller under the same key is recorded once, and answered with"
              + " the same event however often it is sent.",
          Members.of("type", "string", "maxLength", Judgement.LONGEST_KEY),
          "6f1c0c4e-7d4a-4b7e-9d55-0d6a3c1f2b3a");

  private ApprovalOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.get(PATH + "approvals", "getApprovals", Topic.APPROVALS, "How it was judged")
            .told(
                "Who approved which bytes and what became of it; who broke the glass and who"
                    + " reviewed it. `checksum` is what an approval has to name now.")
            .takes(Parameter.TARGET, Parameter.MIGRATION)
            .answers(ApprovalsAnswer.class, "Approvals and exceptions.")
            .refuses(ApiError.NOT_RECORDED),
        judged("approvals", "approveMigration", "Approves a migration")
            .told(
                "Approves the bytes that `checksum` names, which have to be the newest that the"
                    + " ledger knows. The approver is the caller.")
            .sent(body(List.of("reason", "checksum")))
            .answers(OK, EVENT, BEFORE)
            .refuses(RUN_IN_PROGRESS, ALREADY_DONE, CHECKSUM_CHANGED, RETIRED_MIGRATION, OWN_WORK),
        judged("withdrawals", "withdrawApprovals", "Takes approvals back")
            .told("Takes every approval back that stands, those of others too.")
            .sent(body(List.of("reason")))
            .refuses(RUN_IN_PROGRESS),
        judged("reviews", "reviewException", "Reviews broken glass")
            .told("Says what was found when somebody looked at a rule that was set aside.")
            .sent(body(List.of("reason")))
            .answers(OK, EVENT, BEFORE)
            .refuses(NOTHING_TO_REVIEW, OWN_EXCEPTION));
  }

  private static Operation judged(String place, String id, String summary) {
    return Operation.post(PATH + place, id, Topic.APPROVALS, summary)
        .takes(Parameter.TARGET, Parameter.MIGRATION, KEY)
        .answers(CREATED, EVENT, "The event, which is new.")
        .refuses(ApiError.NOT_RECORDED);
  }

  private static Shape body(List<String> members) {
    var reason =
        Members.of(
            "type",
            "string",
            "minLength",
            1,
            "maxLength",
            Judgement.LONGEST_REASON,
            "description",
            "Why, for the record.");
    var checksum =
        Members.of(
            "type",
            "string",
            "pattern",
            "^[0-9A-Fa-f]{64}$",
            "description",
            "SHA-256 of the bytes that were looked at.");
    var properties =
        members.contains("checksum")
            ? Members.of("reason", reason, "checksum", checksum)
            : Members.of("reason", reason);
    return Shape.Other.closed(members, properties);
  }
}
