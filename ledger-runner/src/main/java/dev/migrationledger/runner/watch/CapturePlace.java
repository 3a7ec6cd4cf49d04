package dev.migrationledger.runner.watch;

import dev.migrationledger.domain.capture.CapturePart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Whose the capture is, and what this session may do with it.
 *
 * @param hidden the session may not look into schema {@code ledger}
 * @param table the table of rows is there, in a shape that can be read
 * @param readable the session may read it
 * @param trusted it belongs to a superuser, to the owner of the capture, or to this session's role
 * @param owner the owner of the capture's function, or else of the table; empty without both
 * @param exposedTo the owner of the schema, when that is neither a superuser nor the owner
 */
record CapturePlace(
    boolean hidden,
    boolean table,
    boolean readable,
    boolean trusted,
    String owner,
    String exposedTo) {

  private static final String QUESTION =
      "SELECT NOT has_schema_privilege(n.oid, 'USAGE'), t.oid IS NOT NULL AND (SELECT"
          + " array_agg(a.attname::text) @> string_to_array('"
          + CaptureInstaller.COLUMN_NAMES
          + "', ',') FROM pg_attribute a WHERE a.attrelid = t.oid AND NOT a.attisdropped),"
          + " coalesce(has_table_privilege(t.oid, 'SELECT'), false), coalesce(tr.rolsuper OR"
          + " t.relowner = f.proowner OR tr.rolname = current_user, false),"
          + " coalesce(pg_get_userbyid(f.proowner), tr.rolname, ''), CASE WHEN s.rolsuper OR s.oid ="
          + " coalesce(f.proowner, t.relowner) THEN '' ELSE s.rolname END FROM pg_namespace n JOIN"
          + " pg_roles s ON s.oid = n.nspowner LEFT JOIN pg_class t ON t.relnamespace = n.oid AND"
          + " t.relname = 'ddl_capture' AND t.relkind = 'r' LEFT JOIN pg_roles tr ON tr.oid ="
          + " t.relowner LEFT JOIN pg_proc f ON f.pronamespace = n.oid AND f.proname = 'capture_ddl'"
          + " AND f.pronargs = 0 WHERE n.nspname = 'ledger'";

  static CapturePlace of(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(QUESTION)) {
      return row.next()
          ? new CapturePlace(
              row.getBoolean(1),
              row.getBoolean(2),
              row.getBoolean(3),
              row.getBoolean(4),
              row.getString(5),
              row.getString(6))
          : new CapturePlace(false, false, false, false, "", "");
    }
  }

  /** Whether anything of the capture is in the target. */
  static boolean isInstalled(List<CapturePart> parts) {
    return parts.stream()
        .filter(p ->
            p.name().equals(CaptureNames.FUNCTION)
                || CaptureNames.TRIGGERS.stream().anyMatch(t -> t.part().equals(p.name())))
        .anyMatch(p -> !p.mark().isEmpty());
  }
}
