package dev.migrationledger.runner.history;

import dev.migrationledger.runner.schema.ReadOnly;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the tables in which tools keep their history, by their columns. */
public final class HistoryTables {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Wider tables are no history of anybody. */
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname,
             has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
             array_agg(a.attname::text ORDER BY a.attnum),
             array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ledger')
        AND n.nspname !~ '^pg_(toast|temp)' AND c.relnatts <= 40
      GROUP BY n.nspname, n.oid, c.relname, c.oid
      ORDER BY n.nspname, c.relname
      """;

  private static final Pattern HAND_MADE =
      Pattern.compile("migration|changelog|schema_?version|db_?version|patch(es)?$|evolutions");

  private final List<HistoryTable> all;

  private HistoryTables(List<HistoryTable> all) {
    this.all = List.copyOf(all);
  }

  /** Looks at every table of the target; those that are no tool's count as hand-made. */
  public static HistoryTables of(TargetSession session) {
    try {
      return new HistoryTables(ReadOnly.ask(session, LONGEST, HistoryTables::read));
    } catch (SQLException e) {
      throw new HistoryRefused.NotAnswered(String.valueOf(e.getMessage()).replace("\n", " "));
    }
  }

  private static List<HistoryTable> read(Connection connection) throws SQLException {
    var tables = new ArrayList<HistoryTable>();
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(TABLES)) {
      while (row.next()) {
        var names = (String[]) row.getArray(4).getArray();
        var types = (String[]) row.getArray(5).getArray();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.length; i++) {
          columns.add(new Column(names[i], types[i]));
        }
        var table =
            new HistoryTable(
                Tool.TABLE, row.getString(1), row.getString(2), columns, row.getBoolean(3));
        tables.add(table);
      }
    }
    var rails =
        tables.stream()
            .filter(t -> t.name().equals("ar_internal_metadata"))
            .map(HistoryTable::schema)
            .toList();
    return tables.stream().map(t -> t.as(toolOf(t, rails.contains(t.schema())))).toList();
  }

  /**
   * Rails and dbmate keep the same table; Rails keeps another beside it, dbmate limits the text.
   */
  private static Tool toolOf(HistoryTable table, boolean rails) {
    for (var tool : Tool.values()) {
      if (tool.made(table.name(), table.names())) {
        var limited = table.columns().getFirst().type().startsWith("character varying(");
        return tool == Tool.RAILS && !rails && limited ? Tool.DBMATE : tool;
      }
    }
    return Tool.TABLE;
  }

  /** Those of tools that are known by their columns. */
  public List<HistoryTable> ofTools() {
    return all.stream().filter(t -> t.tool() != Tool.TABLE).toList();
  }

  /** Tables that may be hand-made histories, to judge by their names and width. */
  public List<HistoryTable> handMade() {
    return all.stream()
        .filter(t -> t.tool() == Tool.TABLE && t.columns().size() <= 12)
        .filter(t -> HAND_MADE.matcher(t.name()).find())
        .filter(t -> !Set.of("databasechangeloglock", "schema_migrations_lock").contains(t.name()))
        .toList();
  }

  /**
   * The one table that is meant.
   *
   * @param tool empty to take the only one there is
   * @param name with or without its schema; empty when it is not said
   */
  public HistoryTable choose(Optional<Tool> tool, String name) {
    if (!name.isEmpty()) {
      var named = named(name);
      return tool.map(named::as).orElse(named);
    }
    var found =
        ofTools().stream().filter(t -> tool.isEmpty() || alike(t.tool(), tool.get())).toList();
    if (found.size() > 1) {
      throw new HistoryRefused.SeveralHistories(found);
    }
    if (found.isEmpty()) {
      throw nothing(tool);
    }
    return tool.map(found.getFirst()::as).orElse(found.getFirst());
  }

  private static boolean alike(Tool found, Tool wanted) {
    var same = Set.of(Tool.RAILS, Tool.DBMATE);
    return found == wanted || (same.contains(found) && same.contains(wanted));
  }

  private HistoryTable named(String name) {
    var found = all.stream().filter(t -> t.label().equals(name) || t.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new HistoryRefused.SeveralHistories(found);
    }
    return found.stream()
        .findFirst()
        .orElseThrow(() ->
            new HistoryRefused.NoHistory(
                "this database has no table \"" + name + "\".",
                all.stream()
                    .filter(t -> t.name().equalsIgnoreCase(name))
                    .min(Comparator.comparing(HistoryTable::label))
                    .map(t -> "Did you mean --table " + t.label() + "?")
                    .orElse("Write it as schema.table, as \\dt shows it.")));
  }

  private HistoryRefused nothing(Optional<Tool> tool) {
    var hand = handMade();
    return new HistoryRefused.NoHistory(
        tool.map(t -> "this database holds no history of " + t.word() + ".")
            .orElse("no table of this database is the history of a tool that is known."),
        hand.isEmpty()
            ? "Is this the right database? A table of another kind is read with --from table --table"
                + " <schema.table> --version <column>."
            : hand.getFirst().label()
                + " may be one made by hand: read it with --from table --table "
                + hand.getFirst().label()
                + " --version <column> (its columns: "
                + String.join(", ", hand.getFirst().columns().stream().map(Column::name).toList())
                + ").");
  }
}
