package dev.migrationledger.runner.schema;

import dev.migrationledger.sql.rows.RowDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Two queries: one counts the rows that are not as demanded, one shows them. */
record RowQuery(String count, String show) {

  static RowQuery nulls(RowDemand demand, boolean all) {
    var where =
        demand.columns().stream()
            .map(c -> quoted(c) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    return where(demand, all, where);
  }

  /** Rows a condition is not true of. */
  static RowQuery where(RowDemand demand, boolean all, String condition) {
    var from = " FROM " + table(demand.table(), demand.only() && !all) + " WHERE " + condition;
    return new RowQuery("SELECT count(*)" + from, "SELECT *" + from + ";");
  }

  static RowQuery duplicates(RowDemand demand, boolean all) {
    var columns = columns("", demand.columns());
    var from = " FROM " + table(demand.table(), demand.only() && !all);
    var where = demand.nullsEqual() ? "" : " WHERE " + notNull("", demand.columns());
    var group = from + where + " GROUP BY " + columns + " HAVING count(*) > 1";
    return new RowQuery(
        "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n" + group + ") AS twice",
        "SELECT " + columns + ", count(*)" + group + ";");
  }

  /**
   * Rows without a parent.
   *
   * @param columns as the foreign key has them
   * @param parents those they point to, in the same order
   */
  static RowQuery orphans(
      RowDemand demand, boolean all, List<String> columns, List<String> parents) {
    var equal = new ArrayList<String>();
    for (var i = 0; i < columns.size(); i++) {
      equal.add("p." + quoted(parents.get(i)) + " = c." + quoted(columns.get(i)));
    }
    var from =
        " FROM "
            + table(demand.table(), demand.only() && !all)
            + " AS c WHERE "
            + notNull("c.", columns)
            + " AND NOT EXISTS (SELECT FROM "
            + table(demand.other(), false)
            + " AS p WHERE "
            + String.join(" AND ", equal)
            + ")";
    return new RowQuery("SELECT count(*)" + from, "SELECT c.*" + from + ";");
  }

  private static String notNull(String of, List<String> columns) {
    return columns.stream()
        .map(c -> of + quoted(c) + " IS NOT NULL")
        .collect(Collectors.joining(" AND "));
  }

  static String table(RowDemand.Table table, boolean only) {
    return (only ? "ONLY " : "") + quoted(table.schema()) + "." + quoted(table.name());
  }

  private static String columns(String of, List<String> columns) {
    return columns.stream().map(c -> of + quoted(c)).collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
