package dev.migrationledger.query.approval;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
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
    var rows = StatusQueries.rows(c, target, version.number());
    return rows.stream()
        .filter(row -> row.flag(SchemaMigrations.KNOWN))
        .findFirst()
        .or(() -> rows.stream().findFirst())
        .map(row -> {
          var told = judged(c, log, target, version);
          return new ApprovalsAnswer(
              "ledger/approvals/v1",
              target,
              asOf,
              version.text(),
              row.text(SchemaMigrations.FILENAME),
              row.text(SchemaMigrations.STATUS),
              row.text(SchemaMigrations.CHECKSUM),
              told.approvals(),
              told.exceptions());
        });
  }

  private static Judged judged(Connection c, EventLog log, String target, Version version) {
    var judged = new Judged(version);
    var history = AuditQueries.rows(c, target, HistoryFilter.ofVersion(version.text()));
    if (history.stream().noneMatch(row -> JUDGED.contains(row.text(AuditTrail.EVENT)))) {
      return judged;
    }
    List<Long> indexes =
        history.stream()
            .filter(row -> TOLD.contains(row.text(AuditTrail.EVENT)))
            .map(row -> row.number(AuditTrail.INDEX).orElseThrow())
            .toList();
    log.readAll(c, indexes).forEach(judged::take);
    return judged;
  }
}
