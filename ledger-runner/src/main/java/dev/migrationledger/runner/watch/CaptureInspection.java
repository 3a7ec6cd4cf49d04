package dev.migrationledger.runner.watch;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How each part of the capture is found in the catalogs. A part's mark holds the number of the
 * transaction that last wrote its catalog row: whoever switches something off and on again leaves
 * another number.
 */
final class CaptureInspection {

  private static final String TRIGGER =
      "SELECT t.oid, t.xmin, t.evtenabled::text, t.evtevent = ? AND t.evttags IS NULL AND t.evtfoid"
          + " IS NOT DISTINCT FROM to_regprocedure('ledger.capture_ddl()')::oid FROM"
          + " pg_event_trigger t WHERE t.evtname = ?";

  private static final String CODE =
      "SELECT p.oid, p.xmin, encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), p.prosecdef = ?"
          + " AND coalesce(p.proconfig::text, '') = ? AND l.lanname = 'plpgsql', NOT EXISTS (SELECT"
          + " FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee <>"
          + " p.proowner) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid ="
          + " to_regprocedure(?)";

  private static final String GUARD =
      "SELECT t.oid, t.xmin, t.tgenabled::text, t.tgtype = 58 AND t.tgqual IS NULL AND t.tgfoid IS"
          + " NOT DISTINCT FROM to_regprocedure('ledger.capture_stays()')::oid FROM pg_trigger t"
          + " WHERE t.tgrelid = to_regclass('ledger.ddl_capture') AND t.tgname ="
          + " 'ddl_capture_stays'";

  private static final String TABLE =
      "SELECT c.oid, pg_get_userbyid(c.relowner), c.relkind = 'r' AND c.relpersistence = 'p',"
          + " NOT c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class ="
          + " c.oid) AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname"
          + " <> 'ddl_capture_stays'), (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM"
          + " pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),"
          + " (SELECT string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE"
          + " pg_get_userbyid(a.grantee) END, ', ') FROM aclexplode(c.relacl) a WHERE a.grantee <>"
          + " c.relowner AND a.privilege_type <> 'SELECT') FROM pg_class c WHERE c.oid ="
          + " to_regclass('ledger.ddl_capture')";

  /** Some managed services do not tell it. */
  private static final Set<String> NO_TIMELINE = Set.of("42501", "0A000", "42883");

  private static final String SETTING =
      "SELECT coalesce(current_setting('event_triggers', true), 'on'), (SELECT"
          + " string_agg(coalesce(r.rolname, 'every role'), ', ') FROM pg_db_role_setting s LEFT"
          + " JOIN pg_roles r ON r.oid = s.setrole WHERE s.setdatabase IN (0, (SELECT oid FROM"
          + " pg_database WHERE datname = current_database())) AND EXISTS (SELECT FROM"
          + " unnest(s.setconfig) g WHERE g ~* '^event_triggers=(off|false|no|0)$'))";

  private final Connection connection;
  private final List<CapturePart> parts = new ArrayList<>();

  private CaptureInspection(Connection connection) {
    this.connection = connection;
  }

  /** Every part, always in the same order; in the caller's transaction. */
  static List<CapturePart> parts(Connection connection) throws SQLException {
    var inspection = new CaptureInspection(connection);
    for (var trigger : CaptureNames.TRIGGERS) {
      inspection.trigger(trigger);
    }
    inspection.code(
        CaptureNames.FUNCTION,
        CaptureCode.CAPTURE,
        true,
        "{\"search_path=pg_catalog, pg_temp\",lock_timeout=1s}");
    inspection.code(
        CaptureNames.GUARD_FUNCTION,
        CaptureCode.STAYS,
        false,
        "{\"search_path=pg_catalog, pg_temp\"}");
    inspection.guard();
    inspection.table();
    inspection.failures();
    inspection.setting();
    inspection.timeline();
    return List.copyOf(inspection.parts);
  }

  /** Whether a function is the one that was found whole before, by a program with another body. */
  static boolean isOfEarlierProgram(CapturePart before, CapturePart now) {
    boolean function =
        now.name().equals(CaptureNames.FUNCTION) || now.name().equals(CaptureNames.GUARD_FUNCTION);
    return function
        && before.isIntact()
        && now.condition() == Condition.CHANGED
        && before.mark().equals(now.mark());
  }

  /** The server's clock. */
  static Instant clock(Connection connection) throws SQLException {
    try (var sql = connection.createStatement();
        var row =
            sql.executeQuery("SELECT (date_part('epoch', clock_timestamp()) * 1000000)::bigint")) {
      row.next();
      return micros(row.getLong(1));
    }
  }

  static Instant micros(long sinceEpoch) {
    return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
  }

  private void trigger(CaptureNames.Trigger trigger) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(TRIGGER)) {
      sql.setString(1, trigger.event());
      sql.setString(2, trigger.name());
      try (ResultSet row = sql.executeQuery()) {
        firing(trigger.part(), row);
      }
    }
  }

  private void guard() throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(GUARD);
        ResultSet row = sql.executeQuery()) {
      firing(CaptureNames.GUARD, row);
    }
  }

  private void firing(String name, ResultSet row) throws SQLException {
    if (!row.next()) {
      missing(CapturePart.Kind.INSTALLED, name);
      return;
    }
    String mark = row.getString(1) + "/" + row.getString(2);
    String enabled = row.getString(3);
    if (!row.getBoolean(4)) {
      add(name, mark, Condition.CHANGED, "it fires at another event or calls another function");
    } else if (enabled.equals("A")) {
      add(name, mark, Condition.INTACT, "");
    } else {
      add(name, mark, Condition.DISABLED, enabled(enabled));
    }
  }

  private static String enabled(String state) {
    return switch (state) {
      case "D" -> "it is disabled";
      case "R" -> "it fires for replicas only";
      default -> "it does not fire where session_replication_role is replica";
    };
  }

  private void code(String name, CaptureCode code, boolean definer, String settings)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(CODE)) {
      sql.setBoolean(1, definer);
      sql.setString(2, settings);
      sql.setString(3, name.substring("function ".length()));
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next()) {
          missing(CapturePart.Kind.INSTALLED, name);
          return;
        }
        String hash = row.getString(3);
        String mark = row.getString(1) + "/" + row.getString(2) + "/" + hash;
        if (!hash.equals(code.sha256())) {
          add(name, mark, Condition.CHANGED, "its body has SHA-256 " + hash.substring(0, 12));
        } else if (!row.getBoolean(4)) {
          add(name, mark, Condition.CHANGED, "its settings are not those installed");
        } else if (!row.getBoolean(5)) {
          add(name, mark, Condition.CHANGED, "others than its owner may call it");
        } else {
          add(name, mark, Condition.INTACT, "");
        }
      }
    }
  }

  private void table() throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(TABLE);
        ResultSet row = sql.executeQuery()) {
      if (!row.next()) {
        missing(CapturePart.Kind.INSTALLED, CaptureNames.TABLE);
        return;
      }
      String mark = row.getString(1) + "/" + row.getString(2);
      String writers = row.getString(6);
      if (!row.getBoolean(3) || !CaptureInstaller.COLUMN_NAMES.equals(row.getString(5))) {
        add(CaptureNames.TABLE, mark, Condition.CHANGED, "it is of another kind or shape");
      } else if (!row.getBoolean(4)) {
        add(
            CaptureNames.TABLE,
            mark,
            Condition.CHANGED,
            "a rule, trigger or policy was put on it, which may keep rows out");
      } else if (writers != null) {
        add(
            CaptureNames.TABLE,
            mark,
            Condition.CHANGED,
            "more than reading is granted to " + writers);
      } else {
        add(CaptureNames.TABLE, mark, Condition.INTACT, "");
      }
    }
  }

  private void failures() throws SQLException {
    try (var sql = connection.createStatement();
        var there =
            sql.executeQuery(
                "SELECT has_sequence_privilege(to_regclass('ledger.ddl_capture_failures'),"
                    + " 'SELECT')")) {
      there.next();
      boolean readable = there.getBoolean(1);
      if (there.wasNull()) {
        missing(CapturePart.Kind.FAILURES, CaptureNames.FAILURES);
        return;
      }
      if (!readable) {
        return;
      }
    }
    try (var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM"
                    + " ledger.ddl_capture_failures")) {
      row.next();
      String times = row.getString(1);
      parts.add(
          new CapturePart(
              CapturePart.Kind.FAILURES,
              CaptureNames.FAILURES,
              times,
              Condition.INTACT,
              times.equals("0") ? "" : times + " in all since it was installed"));
    }
  }

  private void setting() throws SQLException {
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(SETTING)) {
      row.next();
      boolean off = !row.getString(1).equals("on");
      String roles = row.getString(2) == null ? "" : row.getString(2);
      String detail = off ? "it is off" : roles.isEmpty() ? "" : "it is off for " + roles;
      add(
          CaptureNames.SETTING,
          detail,
          detail.isEmpty() ? Condition.INTACT : Condition.DISABLED,
          detail);
    }
  }

  private void timeline() throws SQLException {
    try (var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)")) {
      row.next();
      String number = row.getString(1);
      parts.add(
          new CapturePart(
              CapturePart.Kind.TIMELINE,
              CaptureNames.TIMELINE,
              number,
              Condition.INTACT,
              "it is " + Integer.parseUnsignedInt(number, 16)));
    } catch (SQLException e) {
      if (!NO_TIMELINE.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
    }
  }

  private void missing(CapturePart.Kind kind, String name) {
    parts.add(new CapturePart(kind, name, "", Condition.MISSING, ""));
  }

  private void add(String name, String mark, Condition condition, String detail) {
    parts.add(new CapturePart(CapturePart.Kind.INSTALLED, name, mark, condition, detail));
  }
}
