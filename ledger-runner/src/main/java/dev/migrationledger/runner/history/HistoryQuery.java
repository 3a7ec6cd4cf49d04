package dev.migrationledger.runner.history;

import java.util.List;

/**
 * The query that tells a tool's history like any other's: version, name, script, state, time,
 * person, milliseconds, checksum, and whether lower versions count as done too. Where the columns
 * come from is said beside each.
 */
final class HistoryQuery {

  private static final String NONE = "''";
  private static final String UNKNOWN_MS = "NULL::bigint";
  private static final String APPLIED = "'APPLIED'";

  private final HistoryTable table;

  private HistoryQuery(HistoryTable table) {
    this.table = table;
  }

  static String of(HistoryTable table, Mapping mapping) {
    var query = new HistoryQuery(table);
    return switch (table.tool()) {
      case FLYWAY -> query.flyway();
      case LIQUIBASE -> query.liquibase();
      case GOLANG_MIGRATE -> query.golangMigrate();
      case RAILS, DBMATE -> query.versions();
      case GOOSE -> query.goose();
      case ATLAS -> query.atlas();
      case SQITCH -> query.sqitch();
      case PRISMA -> query.prisma();
      case DJANGO -> query.django();
      case TABLE -> query.mapped(mapping);
    };
  }

  /**
   * Flyway's PostgreSQLDatabase.getRawCreateScript. A row without a version is a repeatable script;
   * SCHEMA is a note that Flyway made the schema; DELETE is repair's, for a file that was taken
   * away; BASELINE and SQL_BASELINE stand for everything up to their version.
   */
  private String flyway() {
    var type = text("type");
    var state =
        "CASE WHEN NOT "
            + column("success")
            + " THEN 'FAILED' WHEN "
            + type
            + " LIKE 'UNDO%' OR "
            + type
            + " = 'DELETE' THEN 'ROLLED_BACK' WHEN "
            + type
            + " = 'BASELINE' THEN 'BASELINED' WHEN "
            + column("version")
            + " IS NULL THEN 'REPEATABLE' ELSE 'APPLIED' END";
    return select(
        List.of(
            text("version"),
            text("description"),
            text("script"),
            state,
            time("installed_on"),
            text("installed_by"),
            column("execution_time") + "::bigint",
            text("checksum"),
            type + " LIKE '%BASELINE'"),
        " WHERE " + type + " <> 'SCHEMA'",
        column("installed_rank"));
  }

  /** Liquibase's CreateDatabaseChangeLogTableGenerator; a rollback deletes its row. */
  private String liquibase() {
    var exectype = text("exectype");
    var state =
        "CASE "
            + exectype
            + " WHEN 'FAILED' THEN 'FAILED' WHEN 'MARK_RAN' THEN 'BASELINED' ELSE 'APPLIED' END";
    return select(
        List.of(
            text("id"),
            text("id"),
            text("filename"),
            state,
            time("dateexecuted"),
            text("author"),
            UNKNOWN_MS,
            text("md5sum"),
            "false"),
        " WHERE " + exectype + " <> 'SKIPPED'",
        column("orderexecuted") + ", " + column("dateexecuted"));
  }

  /** One row: the highest version, and whether it stopped half-way. */
  private String golangMigrate() {
    return select(
        List.of(
            text("version"),
            NONE,
            NONE,
            "CASE WHEN " + column("dirty") + " THEN 'FAILED' ELSE 'APPLIED' END",
            NONE,
            NONE,
            UNKNOWN_MS,
            NONE,
            "true"),
        "",
        column("version"));
  }

  private String versions() {
    return select(
        List.of(text("version"), NONE, NONE, APPLIED, NONE, NONE, UNKNOWN_MS, NONE, "false"),
        "",
        "length(" + text("version") + "), " + text("version"));
  }

  /** Each row says what a version became; version 0 is goose's own first row. */
  private String goose() {
    return select(
        List.of(
            text("version_id"),
            NONE,
            NONE,
            "CASE WHEN " + column("is_applied") + " THEN 'APPLIED' ELSE 'ROLLED_BACK' END",
            time("tstamp"),
            NONE,
            UNKNOWN_MS,
            NONE,
            "false"),
        " WHERE " + column("version_id") + " > 0",
        column("id"));
  }

  /** Atlas' migrate.Revision: bit 1 of the type is a baseline; its own row starts with a dot. */
  private String atlas() {
    var state =
        "CASE WHEN coalesce("
            + text("error")
            + ", '') <> '' OR "
            + column("applied")
            + " < "
            + column("total")
            + " THEN 'FAILED' WHEN "
            + column("type")
            + " & 1 = 1 THEN 'BASELINED' ELSE 'APPLIED' END";
    var ms =
        table.column("execution_time").isEmpty()
            ? UNKNOWN_MS
            : column("execution_time") + "::bigint / 1000000";
    return select(
        List.of(
            text("version"),
            text("description"),
            NONE,
            state,
            time("executed_at"),
            NONE,
            ms,
            text("hash"),
            column("type") + " & 1 = 1"),
        " WHERE " + text("version") + " NOT LIKE '.%'",
        column("executed_at") + ", " + column("version"));
  }

  /** The events tell all that happened; the hash of a script is in the row of its change. */
  private String sqitch() {
    var events = HistoryTable.quoted(table.schema()) + ".events";
    var hash = table.column("script_hash").isEmpty() ? NONE : "c.script_hash";
    return "SELECT '', e.change, e.change, CASE e.event WHEN 'deploy' THEN 'APPLIED'"
        + " WHEN 'revert' THEN 'ROLLED_BACK' ELSE 'FAILED' END, "
        + utc("e.committed_at")
        + ", e.committer_name || ' <' || e.committer_email || '>', NULL::bigint, "
        + hash
        + ", false FROM "
        + events
        + " e LEFT JOIN "
        + table.sql()
        + " c ON c.change_id = e.change_id WHERE e.event IN ('deploy', 'revert', 'fail')"
        + " ORDER BY e.committed_at";
  }

  /** Marked as applied without running: no step was counted. */
  private String prisma() {
    var state =
        "CASE WHEN "
            + column("rolled_back_at")
            + " IS NOT NULL THEN 'ROLLED_BACK' WHEN "
            + column("finished_at")
            + " IS NULL THEN 'FAILED' WHEN "
            + column("applied_steps_count")
            + " = 0 THEN 'BASELINED' ELSE 'APPLIED' END";
    var ms =
        "(extract(epoch FROM "
            + column("finished_at")
            + " - "
            + column("started_at")
            + ") * 1000)::bigint";
    return select(
        List.of(
            "substring(" + text("migration_name") + " FROM '^[0-9]+')",
            text("migration_name"),
            text("migration_name"),
            state,
            "coalesce(" + time("finished_at") + ", " + time("started_at") + ")",
            NONE,
            ms,
            text("checksum"),
            "false"),
        "",
        column("started_at") + ", " + column("migration_name"));
  }

  private String django() {
    return select(
        List.of(
            "substring(" + text("name") + " FROM '^[0-9]+')",
            text("app") + " || '.' || " + text("name"),
            text("name"),
            APPLIED,
            time("applied"),
            NONE,
            UNKNOWN_MS,
            NONE,
            "false"),
        "",
        column("id"));
  }

  private String mapped(Mapping m) {
    var wanted =
        List.of(m.version(), m.file(), m.appliedAt(), m.appliedBy(), m.checksum(), m.success());
    var missing = wanted.stream().filter(c -> !c.isEmpty() && table.column(c).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new HistoryRefused.OtherColumns(table, missing);
    }
    var state =
        m.success().isEmpty()
            ? APPLIED
            : "CASE WHEN "
                + text(m.success())
                + " IN ('true', 't', '1', 'ok', 'success', 'done', 'applied', 'executed')"
                + " THEN 'APPLIED' ELSE 'FAILED' END";
    var order =
        m.appliedAt().isEmpty()
            ? "length(" + text(m.version()) + "), " + text(m.version())
            : column(m.appliedAt()) + ", " + text(m.version());
    return select(
        List.of(
            text(m.version()),
            m.file().isEmpty() ? NONE : text(m.file()),
            m.file().isEmpty() ? text(m.version()) : text(m.file()),
            state,
            m.appliedAt().isEmpty() ? NONE : time(m.appliedAt()),
            m.appliedBy().isEmpty() ? NONE : text(m.appliedBy()),
            UNKNOWN_MS,
            m.checksum().isEmpty() ? NONE : text(m.checksum()),
            "false"),
        "",
        order);
  }

  private String select(List<String> columns, String where, String order) {
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + table.sql()
        + where
        + " ORDER BY "
        + order;
  }

  private String column(String name) {
    return HistoryTable.quoted(table.column(name).orElseThrow().name());
  }

  private String text(String name) {
    return column(name) + "::text";
  }

  /** With Z where the column has a zone; without where nobody knows which zone was meant. */
  private String time(String name) {
    var type = table.column(name).orElseThrow().type();
    if (type.contains("with time zone")) {
      return utc(column(name));
    }
    return type.startsWith("timestamp")
        ? "to_char(" + column(name) + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        : text(name);
  }

  private static String utc(String instant) {
    return "to_char(" + instant + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
  }
}
