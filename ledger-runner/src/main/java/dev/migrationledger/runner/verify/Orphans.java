package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.schema.Probed;
import dev.migrationledger.runner.schema.RowProbe;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.rows.RowDemand;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Constraints that migrations have left without validation, and the rows that break them: counted
 * when the run has ended, since counting within a migration would hold its locks longer.
 */
final class Orphans {

  private static final Place WHOLE_FILE = new Place(1, 1);

  private final Map<String, RowDemand> left = new LinkedHashMap<>();

  /** A constraint that is not validated when a migration has run. */
  void add(String file, String schema, String table, String constraint) {
    var named = new RowDemand.Table(schema, table);
    left.put(
        schema + "." + table + "." + constraint,
        new RowDemand(
            RowDemand.Kind.VALID,
            named,
            false,
            List.of(),
            named,
            List.of(),
            constraint,
            false,
            file,
            WHOLE_FILE));
  }

  /** The rows that break one; those that were not cheap to count are left out. */
  List<Finding> count(TargetSession session) {
    var findings = new ArrayList<Finding>();
    try {
      for (var probed : new RowProbe(session).probe(List.copyOf(left.values()))) {
        if (probed.offending() > 0) {
          findings.add(finding(probed));
        }
      }
    } catch (SQLException e) {
      findings.add(VerifyCode.NOT_LOOKED.of("", "rows could not be counted: " + e.getMessage()));
    }
    return findings;
  }

  private static Finding finding(Probed probed) {
    var demand = probed.demand();
    return VerifyCode.ORPHANS.of(
        demand.file(),
        "%d %s of %s %s constraint %s, which is not validated; %s"
            .formatted(
                probed.offending(),
                probed.offending() == 1 ? "row" : "rows",
                demand.table().written(),
                probed.offending() == 1 ? "breaks" : "break",
                demand.constraint(),
                probed.shown()));
  }
}
