package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.seen.SeenObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Has the server note which objects a statement touches: event triggers (PostgreSQL 18 docs,
 * chapter 38) write them into a setting of the session, which takes no lock and no right.
 */
final class ObjectNotes {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String FIELD = "\u001f";
  private static final String RECORD = "\u001e";

  private static final String INSTALLATION =
      """
      CREATE SCHEMA ledger_trace;
      CREATE FUNCTION ledger_trace.note(noted text) RETURNS void LANGUAGE sql AS $$
        SELECT pg_catalog.set_config('ledger_trace.objects',
          COALESCE(pg_catalog.current_setting('ledger_trace.objects', true), '') || noted, false)
      $$;
      CREATE FUNCTION ledger_trace.commands() RETURNS event_trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM ledger_trace.note(COALESCE(string_agg(
          command_tag || E'\\x1f' || object_type || E'\\x1f' || COALESCE(object_identity, '') || E'\\x1e',
          ''), '')) FROM pg_event_trigger_ddl_commands() WHERE object_type IS NOT NULL;
      END $$;
      CREATE FUNCTION ledger_trace.drops() RETURNS event_trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM ledger_trace.note(COALESCE(string_agg(
          'DROP' || E'\\x1f' || object_type || E'\\x1f' || COALESCE(object_identity, '') || E'\\x1e',
          ''), '')) FROM pg_event_trigger_dropped_objects()
         WHERE original OR normal OR object_type IN ('table', 'view', 'materialized view', 'index',
           'trigger', 'table constraint', 'function', 'sequence', 'policy');
      END $$;
      CREATE EVENT TRIGGER ledger_trace_commands ON ddl_command_end
        EXECUTE FUNCTION ledger_trace.commands();
      ALTER EVENT TRIGGER ledger_trace_commands ENABLE ALWAYS;
      CREATE EVENT TRIGGER ledger_trace_drops ON sql_drop EXECUTE FUNCTION ledger_trace.drops();
      ALTER EVENT TRIGGER ledger_trace_drops ENABLE ALWAYS;
      """;

  private ObjectNotes() {}

  /** Whether it could be set up: event triggers are for superusers. */
  static boolean install(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("BEGIN");
      try {
        statement.execute(INSTALLATION);
        statement.execute("COMMIT");
        return true;
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
          return false;
        }
        throw e;
      }
    }
  }

  /** What was noted since it was asked last. */
  static List<SeenObject> take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT noted, pg_catalog.set_config('ledger_trace.objects', '', false) FROM"
                    + " (SELECT COALESCE(pg_catalog.current_setting('ledger_trace.objects', true),"
                    + " '') AS noted OFFSET 0) AS before")) {
      return row.next() ? objects(row.getString(1)) : List.of();
    }
  }

  private static List<SeenObject> objects(String noted) {
    Set<SeenObject> objects = new LinkedHashSet<>();
    for (String record : noted.split(RECORD, -1)) {
      String[] fields = record.split(FIELD, -1);
      if (fields.length == 3 && !isInternal(fields[2])) {
        objects.add(new SeenObject(action(fields[0]), fields[1], fields[2]));
      }
    }
    return new ArrayList<>(objects);
  }

  private static boolean isInternal(String name) {
    return name.startsWith("ledger_trace.")
        || name.startsWith("pg_toast.")
        || name.startsWith("\"RI_ConstraintTrigger_");
  }

  private static String action(String tag) {
    String first = tag.split(" ", 2)[0];
    return switch (first) {
      case "CREATE" -> "created";
      case "ALTER" -> "altered";
      case "DROP" -> "dropped";
      default -> tag.toLowerCase(Locale.ROOT);
    };
  }
}
