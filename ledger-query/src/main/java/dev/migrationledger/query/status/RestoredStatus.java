package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.StatusChange.become;

import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.store.log.StoredEvent;

/** What a decision about a restored database makes of its migrations. */
final class RestoredStatus {

  private RestoredStatus() {}

  static void take(MigrationRows rows, StoredEvent stored, LedgerRestored e) {
    e.taken().forEach(t -> take(rows, stored, t.version(), MigrationStatus.APPLIED));
    e.undone().forEach(v -> take(rows, stored, v, MigrationStatus.ROLLED_BACK));
    e.undone().forEach(v -> rows.known(e.target(), v).ifPresent(ApprovalStatus::end));
  }

  private static void take(
      MigrationRows rows, StoredEvent stored, Version version, MigrationStatus status) {
    var who = stored.origin().actor().principal();
    rows.known(stored.event().target(), version).ifPresent(row -> become(row, stored, status, who));
  }
}
