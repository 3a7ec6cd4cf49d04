package dev.migrationledger.sql.rows;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.List;

/** A demand whose tables are still names to look up; {@code index} is one that would be made. */
record Draft(
    RowDemand.Kind kind,
    ObjectName table,
    boolean only,
    List<String> columns,
    ObjectName other,
    List<String> otherColumns,
    String constraint,
    boolean nullsEqual,
    String index,
    Place place) {

  static Draft of(
      RowDemand.Kind kind, ObjectName table, boolean only, List<String> columns, Place place) {
    return new Draft(kind, table, only, columns, table, List.of(), "", false, "", place);
  }

  Draft unique(boolean equal, String made) {
    return new Draft(
        kind, table, only, columns, other, otherColumns, constraint, equal, made, place);
  }

  Draft pointingTo(ObjectName target, List<String> targetColumns) {
    return new Draft(
        kind, table, only, columns, target, targetColumns, constraint, nullsEqual, index, place);
  }

  Draft of(String validated) {
    return new Draft(
        kind, table, only, columns, other, otherColumns, validated, nullsEqual, index, place);
  }
}
