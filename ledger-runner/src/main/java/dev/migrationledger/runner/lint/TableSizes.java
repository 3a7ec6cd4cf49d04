package dev.migrationledger.runner.lint;

import dev.migrationledger.runner.schema.LiveTable;
import dev.migrationledger.runner.schema.LiveTables;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.script.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the target says about the tables that findings are about. */
public final class TableSizes {

  /** Nobody was asked. */
  public static final TableSizes UNKNOWN = new TableSizes(false, true, List.of());

  /** Read and written in some hundredths of a second. */
  private static final long TINY = 8L << 20;

  /** A name that is not there may be a table that is there and gets the name. */
  private static final Set<String> RENAMING = Set.of("rename-table", "move-table");

  private final boolean asked;
  private final boolean renamed;
  private final List<LiveTable> tables;

  private TableSizes(boolean asked, boolean renamed, List<LiveTable> tables) {
    this.asked = asked;
    this.renamed = renamed;
    this.tables = List.copyOf(tables);
  }

  /** Asks about all tables that findings are about, at once. */
  public static TableSizes of(TargetSession session, Collection<LintFinding> findings) {
    var names = new TreeSet<String>();
    var renamed = false;
    for (var finding : findings) {
      if (finding.table().isKnown()) {
        names.add(finding.table().name());
      }
      renamed |= RENAMING.contains(finding.rule().name());
    }
    return new TableSizes(true, renamed, LiveTables.named(session, names));
  }

  /** The table; empty when it is not there, or cannot be told from others of its name. */
  Optional<LiveTable> find(TableName table) {
    return tables.stream()
        .filter(one -> one.name().equals(table.name()))
        .filter(one -> table.schema().isEmpty() ? one.visible() : isIn(table.schema(), one))
        .findFirst();
  }

  /** Whether the target is known to hold no such table, nor one that gets its name. */
  boolean isAbsent(TableName table) {
    return asked
        && !renamed
        && table.isKnown()
        && tables.stream()
            .filter(one -> one.name().equals(table.name()))
            .noneMatch(one -> table.schema().isEmpty() || isIn(table.schema(), one));
  }

  static boolean isTiny(LiveTable table) {
    return table.bytes() >= 0 && table.bytes() < TINY;
  }

  private static boolean isIn(String schema, LiveTable table) {
    return table.schema().equals(schema);
  }
}
