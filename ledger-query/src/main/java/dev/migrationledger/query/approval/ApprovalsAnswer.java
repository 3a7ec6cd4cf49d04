package dev.migrationledger.query.approval;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * How a migration was judged.
 *
 * @param schema {@code ledger/approvals/v1}
 * @param target the target
 * @param asOf index of the last event it covers
 * @param version the migration
 * @param file its file
 * @param state where it stands
 * @param checksum its bytes as the ledger knows them: those that an approval has to name
 * @param approvals every approval it ever got, oldest first
 * @param exceptions every time glass was broken for it, oldest first
 */
public record ApprovalsAnswer(
    String schema,
    String target,
    long asOf,
    String version,
    String file,
    String state,
    String checksum,
    List<Approval> approvals,
    List<Exceptional> exceptions) {

  public ApprovalsAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(state, "state");
    requireNonNull(checksum, "checksum");
    approvals = List.copyOf(approvals);
    exceptions = List.copyOf(exceptions);
  }

  /** Whether somebody has to look at broken glass. */
  public boolean isUnreviewed() {
    return exceptions.stream().anyMatch(e -> !e.reviewed());
  }

  /**
   * One approval.
   *
   * @param by who approved
   * @param author who wrote these bytes, as far as known
   * @param reason why, in the approver's words
   * @param checksum the bytes it is for
   * @param at when it was recorded
   * @param stands whether a run could go by it now
   * @param ended why it no longer stands: {@code edited}, {@code withdrawn}, {@code ran}, {@code
   *     retired} or {@code baselined}; empty while it stands
   * @param endedAt when it ended
   * @param evidence the approval, and what ended it
   */
  public record Approval(
      String by,
      String author,
      String reason,
      String checksum,
      Moment at,
      boolean stands,
      String ended,
      Moment endedAt,
      List<Evidence> evidence) {

    public Approval {
      requireNonNull(by, "by");
      requireNonNull(author, "author");
      requireNonNull(reason, "reason");
      requireNonNull(checksum, "checksum");
      requireNonNull(at, "at");
      requireNonNull(ended, "ended");
      requireNonNull(endedAt, "endedAt");
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A rule that was set aside.
   *
   * @param by who broke the glass
   * @param rule the rule's code
   * @param run in which run
   * @param reason why, in their words
   * @param at when it was recorded
   * @param reviewed whether somebody has looked at it
   * @param reviewedBy who did
   * @param finding what they found
   * @param reviewedAt when
   * @param evidence the broken glass, and the review
   */
  public record Exceptional(
      String by,
      String rule,
      String run,
      String reason,
      Moment at,
      boolean reviewed,
      String reviewedBy,
      String finding,
      Moment reviewedAt,
      List<Evidence> evidence) {

    public Exceptional {
      requireNonNull(by, "by");
      requireNonNull(rule, "rule");
      requireNonNull(run, "run");
      requireNonNull(reason, "reason");
      requireNonNull(at, "at");
      requireNonNull(reviewedBy, "reviewedBy");
      requireNonNull(finding, "finding");
      requireNonNull(reviewedAt, "reviewedAt");
      evidence = List.copyOf(evidence);
    }
  }
}
