package dev.migrationledger.runner.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A migration tool whose history can be read, and by which columns its table is known. */
public enum Tool {
  FLYWAY("installed_rank version description type script checksum installed_on success"),
  LIQUIBASE("id author filename dateexecuted orderexecuted exectype md5sum"),
  GOLANG_MIGRATE("version dirty"),
  RAILS("version"),
  DBMATE("version"),
  GOOSE("id version_id is_applied tstamp"),
  ATLAS("version description type applied total executed_at error hash"),
  SQITCH("change_id change project committed_at committer_name planned_at"),
  PRISMA("id checksum finished_at migration_name rolled_back_at started_at applied_steps_count"),
  DJANGO("id app name applied"),
  /** A table somebody made by hand, read by a column mapping. */
  TABLE("");

  private final List<String> columns;

  Tool(String columns) {
    this.columns = columns.isEmpty() ? List.of() : List.of(columns.split(" ", -1));
  }

  /** As people and options write it, e.g. {@code golang-migrate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The tool with this word. */
  public static Optional<Tool> of(String word) {
    return Arrays.stream(values())
        .filter(t -> t.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The columns its table has in every version of the tool, in lower case. */
  public List<String> columns() {
    return columns;
  }

  /** Whether a table with these columns, and this name, is this tool's. */
  boolean made(String table, Set<String> found) {
    if (this == TABLE || !found.containsAll(columns)) {
      return false;
    }
    return switch (this) {
      case RAILS, DBMATE -> found.size() == 1 && table.equals("schema_migrations");
      case GOLANG_MIGRATE -> found.size() == 2;
      case DJANGO -> found.size() == 4;
      case SQITCH -> table.equals("changes");
      case FLYWAY, LIQUIBASE, GOOSE, ATLAS, PRISMA, TABLE -> true;
    };
  }
}
