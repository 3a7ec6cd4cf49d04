package dev.migrationledger.runner.prerequisite;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.schema.Probed;
import dev.migrationledger.sql.rows.RowDemand;
import java.util.Locale;
import java.util.Optional;

/** What was found in rows, in words. */
final class RowFindings {

  private RowFindings() {}

  static Optional<Finding> of(Probed probed) {
    var demand = probed.demand();
    if (!probed.unasked().isEmpty()) {
      return Optional.of(
          finding(
              RowCode.NOT_PROBED,
              demand,
              "%s; the rows were not looked at, because %s"
                  .formatted(what(demand), probed.unasked()),
              RowCode.NOT_PROBED.remedy()));
    }
    if (probed.offending() == 0) {
      return Optional.empty();
    }
    var code = code(demand);
    var message = "%s, and %s".formatted(what(demand), rows(probed));
    var remedy = "They are shown by: " + probed.shown() + " " + repair(demand);
    return Optional.of(finding(code, demand, message, remedy));
  }

  private static RowCode code(RowDemand demand) {
    return switch (demand.kind()) {
      case NO_NULLS -> RowCode.NULLS;
      case NO_DUPLICATES -> RowCode.DUPLICATES;
      case NO_ORPHANS -> RowCode.ORPHANS;
      case VALID -> RowCode.VIOLATIONS;
    };
  }

  private static String what(RowDemand demand) {
    var table = demand.table().written();
    var columns = String.join(", ", demand.columns());
    var does =
        switch (demand.kind()) {
          case NO_NULLS -> "makes %s of %s NOT NULL".formatted(columns, table);
          case NO_DUPLICATES -> "makes %s of %s unique".formatted(columns, table);
          case NO_ORPHANS ->
              "lets %s of %s point to %s".formatted(columns, table, demand.other().written());
          case VALID -> "validates constraint %s of %s".formatted(demand.constraint(), table);
        };
    return "%s line %d %s".formatted(demand.file(), demand.place().line(), does);
  }

  private static String rows(Probed probed) {
    var number = probed.offending();
    var rows = number == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", number);
    var one = number == 1;
    return switch (probed.demand().kind()) {
      case NO_NULLS -> rows + (one ? " has NULL there" : " have NULL there");
      case NO_DUPLICATES -> rows + " share their values with others";
      case NO_ORPHANS -> rows + (one ? " points to nothing" : " point to nothing");
      case VALID -> rows + (one ? " violates it" : " violate it");
    };
  }

  private static String repair(RowDemand demand) {
    return switch (demand.kind()) {
      case NO_NULLS -> "Give them a value (UPDATE ... WHERE ... IS NULL) in a migration before.";
      case NO_DUPLICATES -> "Merge or change them in a migration before.";
      case NO_ORPHANS -> "Correct or delete them in a migration before, or add their parents.";
      case VALID -> "Correct them in a migration before.";
    };
  }

  private static Finding finding(RowCode code, RowDemand demand, String message, String remedy) {
    return new Finding(
        code.code(),
        code.severity(),
        demand.file(),
        demand.place().line(),
        demand.place().column(),
        message,
        remedy);
  }
}
