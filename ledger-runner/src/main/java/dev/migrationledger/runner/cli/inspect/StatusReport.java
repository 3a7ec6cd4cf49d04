package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.runner.approval.Approved;
import java.util.List;

/** What {@code status} answers: where each migration stands, and whether a run is under way. */
record StatusReport(
    String schema,
    String target,
    long asOf,
    OpenRun openRun,
    List<StatusAnswer.Line> migrations,
    StatusAnswer.Summary summary,
    List<Approval> approvals) {

  /**
   * How far a migration that has not run is approved, where approvals are needed.
   *
   * @param version its number
   * @param file its file
   * @param needed how many people have to approve
   * @param by who did, as far as it counts
   * @param missing how many are missing
   */
  record Approval(String version, String file, int needed, List<String> by, int missing) {

    static Approval of(Approved approved) {
      var migration = approved.migration();
      return new Approval(
          migration.version().text(),
          migration.file(),
          approved.needed(),
          approved.by(),
          approved.missing());
    }

    String told() {
      return missing == 0
          ? "%s is approved by %s".formatted(file, String.join(" and ", by))
          : "%s lacks %d of %d approvals (\"ledger approve %s\")"
              .formatted(file, missing, needed, version);
    }
  }

  /**
   * A run that has started and whose end is not recorded.
   *
   * @param id its id, empty when no run is open
   * @param kind {@code migrate} or {@code rollback}, empty when no run is open
   * @param done how many of its migrations have an outcome
   * @param planned how many it declared
   */
  record OpenRun(String id, String kind, int done, int planned) {

    static OpenRun of(dev.migrationledger.domain.ledger.OpenRun run) {
      var kind = run.isRollback() ? "rollback" : "migrate";
      return new OpenRun(run.id(), run.isOpen() ? kind : "", run.done(), run.plan().size());
    }

    boolean isOpen() {
      return !id.isEmpty();
    }

    String told() {
      return "run %s (%s) is open: %d of its %d migrations have an outcome. It is running (\"ledger locks\" shows it), or was cut off: the next \"ledger migrate\" or \"ledger recover execute\" settles it"
          .formatted(id, kind, done, planned);
    }
  }

  static StatusReport of(
      StatusAnswer answer,
      dev.migrationledger.domain.ledger.OpenRun run,
      List<Approved> approvals) {
    return new StatusReport(
        answer.schema(),
        answer.target(),
        answer.asOf(),
        OpenRun.of(run),
        answer.migrations(),
        answer.summary(),
        approvals.stream().map(Approval::of).toList());
  }
}
