package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.MigrationApproved;

/** Tells who judged a change, before it ran or afterwards. */
final class ApprovalSentences {

  private ApprovalSentences() {}

  static String of(String who, ApprovalEvent event) {
    return switch (event) {
      case MigrationApproved e ->
          "%s approved %s with checksum %s, written by %s: %s."
              .formatted(
                  e.approver(),
                  e.file(),
                  e.checksum().brief(),
                  e.author().isEmpty() ? "nobody known" : e.author(),
                  Sentences.plain(e.reason()));
      case ApprovalWithdrawn e ->
          "%s withdrew the approval of %s with checksum %s, given by %s: %s."
              .formatted(
                  who,
                  e.file(),
                  e.checksum().brief(),
                  String.join(" and ", e.approvers()),
                  Sentences.plain(e.reason()));
      case ExceptionReviewed e ->
          "%s reviewed %s, for which %s was set aside in run %s: %s."
              .formatted(
                  e.reviewer(),
                  e.version(),
                  String.join(" and ", e.rules()),
                  String.join(" and ", e.runs()),
                  Sentences.plain(e.reason()));
    };
  }
}
