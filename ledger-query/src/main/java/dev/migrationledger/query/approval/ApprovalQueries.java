package dev.migrationledger.query.approval;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.story.MigrationStory;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how a migration was judged. */
public final class ApprovalQueries {

  private static final Set<String> JUDGED = Set.of("MigrationApproved", "RuleOverridden");
  private static final Set<String> TOLD =
      Set.of(
          "MigrationApproved",
          "ApprovalWithdrawn",
          "ExceptionReviewed",
          "RuleOverridden",
          "MigrationDiscovered",
          "MigrationApplied",
          "MigrationRecovered",
          "MigrationRetired",
          "BaselineEstablished");

  private ApprovalQueries() {}

  /** What is known of it; empty when the target has no migration with this number. */
  public static Optional<ApprovalsAnswer> read(
      Connection c, EventLog log, String target, Version version, long asOf) {
    var filter = HistoryFilter.ofVersion(version.text());
    return MigrationStory.standings(c, target, version).stream()
        .findFirst()
        .map(main ->
            answer(
                target,
                asOf,
                version,
                main,
                judged(c, log, version, AuditQueries.history(c, target, filter, asOf).events())));
  }

  /** What is known of a migration whose story is read already. */
  public static ApprovalsAnswer of(
      Connection c, EventLog log, MigrationStory story, Version version) {
    return answer(
        story.target(),
        story.asOf(),
        version,
        story.main(),
        judged(c, log, version, story.events()));
  }

  private static ApprovalsAnswer answer(
      String target, long asOf, Version version, MigrationStory.Standing main, Judged judged) {
    return new ApprovalsAnswer(
        "ledger/approvals/v1",
        target,
        asOf,
        version.text(),
        main.file(),
        main.state(),
        main.checksum(),
        judged.approvals(),
        judged.exceptions());
  }

  private static Judged judged(
      Connection c, EventLog log, Version version, List<HistoryAnswer.Line> history) {
    var judged = new Judged(version);
    if (history.stream().anyMatch(line -> JUDGED.contains(line.event()))) {
      var indexes =
          history.stream()
              .filter(line -> TOLD.contains(line.event()))
              .map(HistoryAnswer.Line::index)
              .toList();
      log.readAll(c, indexes).forEach(judged::take);
    }
    return judged;
  }
}
