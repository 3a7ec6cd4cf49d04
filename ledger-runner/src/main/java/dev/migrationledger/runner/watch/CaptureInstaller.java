package dev.migrationledger.runner.watch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes the capture's parts in the caller's transaction, and takes them away. */
final class CaptureInstaller {

  private static final List<String> COLUMNS =
      List.of(
          "transaction xid8 NOT NULL|Transaction that changed the object",
          "ordinal integer NOT NULL|1-based place in its transaction; no gaps",
          "source text NOT NULL|COMMAND: ddl_command_end. DROP: sql_drop. REWRITE: table_rewrite",
          "captured_at timestamptz NOT NULL|Clock when it was captured",
          "started_at timestamptz NOT NULL|Start of the transaction",
          "backend_pid integer NOT NULL|Server process",
          "session_role text NOT NULL|Role that logged in",
          "role text NOT NULL|Role taken on with SET ROLE, else the same",
          "client_address text NOT NULL|Address of the client; empty for a local socket",
          "application text NOT NULL|What the client says it is",
          "tag text NOT NULL|Command tag",
          "kind text NOT NULL|Sort of object; empty when the command names none",
          "schema_name text NOT NULL|Schema of the object; empty when it has none",
          "identity text NOT NULL|The object with all that tells it from others",
          "in_extension boolean NOT NULL|Part of an extension''s script",
          "statement text NOT NULL|Query of the client, secrets taken out");

  static final String COLUMN_NAMES =
      String.join(",", COLUMNS.stream().map(c -> c.substring(0, c.indexOf(' '))).toList());

  private CaptureInstaller() {}

  static void install(Connection c, boolean keepTable, String collector) throws SQLException {
    try (Statement sql = c.createStatement()) {
      schema(sql);
      removeCapture(sql);
      if (keepTable) {
        sql.execute("DROP TRIGGER IF EXISTS ddl_capture_stays ON ledger.ddl_capture");
        sql.execute("DROP FUNCTION IF EXISTS ledger.capture_stays()");
      } else {
        removeRows(sql);
        table(sql);
      }
      functions(sql);
      restrict(sql, keepTable);
      if (!collector.isEmpty()) {
        grant(sql, collector);
      }
      for (var trigger : CaptureNames.TRIGGERS) {
        sql.execute(
            "CREATE EVENT TRIGGER %s ON %s EXECUTE FUNCTION ledger.capture_ddl()"
                .formatted(trigger.name(), trigger.event()));
        sql.execute("ALTER EVENT TRIGGER " + trigger.name() + " ENABLE ALWAYS");
        sql.execute(
            "COMMENT ON EVENT TRIGGER "
                + trigger.name()
                + " IS 'Migration Ledger: DDL capture; switching it off is noticed'");
      }
    }
  }

  /** Lets a role read what was captured. */
  static void grant(Statement sql, String collector) throws SQLException {
    String role = quoted(collector);
    sql.execute("GRANT USAGE ON SCHEMA ledger TO " + role);
    sql.execute("GRANT SELECT ON ledger.ddl_capture, ledger.ddl_capture_failures TO " + role);
  }

  /** Takes away what captures; the rows stay, and what keeps them. */
  static void removeCapture(Statement sql) throws SQLException {
    for (var trigger : CaptureNames.TRIGGERS) {
      sql.execute("DROP EVENT TRIGGER IF EXISTS " + trigger.name());
    }
    sql.execute("DROP FUNCTION IF EXISTS ledger.capture_ddl()");
  }

  /** Takes the rows away, and what keeps them. */
  static void removeRows(Statement sql) throws SQLException {
    sql.execute("DROP TABLE IF EXISTS ledger.ddl_capture");
    sql.execute("DROP SEQUENCE IF EXISTS ledger.ddl_capture_failures");
    sql.execute("DROP FUNCTION IF EXISTS ledger.capture_stays()");
  }

  /** A superuser takes the schema over: its owner could drop what lies in it. */
  private static void schema(Statement sql) throws SQLException {
    String owner = "";
    boolean safe = false;
    boolean superuser = answer(sql, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
    try (ResultSet row =
        sql.executeQuery(
            "SELECT r.rolname, r.rolsuper OR r.rolname = current_user FROM pg_namespace n JOIN"
                + " pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'ledger'")) {
      if (row.next()) {
        owner = row.getString(1);
        safe = row.getBoolean(2);
      }
    }
    if (owner.isEmpty()) {
      sql.execute(
          "CREATE SCHEMA ledger; COMMENT ON SCHEMA ledger IS"
              + " 'Migration Ledger: what ran here, and the proof of it'");
    } else if (!safe && superuser) {
      sql.execute("ALTER SCHEMA ledger OWNER TO CURRENT_USER");
      sql.execute("GRANT USAGE, CREATE ON SCHEMA ledger TO " + quoted(owner));
    }
  }

  private static void table(Statement sql) throws SQLException {
    List<String> definitions = new ArrayList<>();
    for (String column : COLUMNS) {
      definitions.add(column.substring(0, column.indexOf('|')));
    }
    sql.execute(
        "CREATE TABLE ledger.ddl_capture ("
            + String.join(", ", definitions)
            + ", CONSTRAINT ddl_capture_key PRIMARY KEY (transaction, ordinal))");
    sql.execute(
        "COMMENT ON TABLE ledger.ddl_capture IS 'DDL that committed here, one row an object;"
            + " written by event triggers, kept as written'");
    for (String column : COLUMNS) {
      String[] parts = column.split("\\|", 2);
      sql.execute(
          "COMMENT ON COLUMN ledger.ddl_capture.%s IS '%s'"
              .formatted(parts[0].substring(0, parts[0].indexOf(' ')), parts[1]));
    }
    sql.execute("CREATE SEQUENCE ledger.ddl_capture_failures");
    sql.execute(
        "COMMENT ON SEQUENCE ledger.ddl_capture_failures IS 'How often the capture failed and let"
            + " the statement pass'");
  }

  private static void functions(Statement sql) throws SQLException {
    sql.execute(
        "CREATE FUNCTION ledger.capture_ddl() RETURNS event_trigger LANGUAGE plpgsql SECURITY"
            + " DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $capture$"
            + CaptureCode.CAPTURE.body()
            + "$capture$");
    sql.execute(
        "COMMENT ON FUNCTION ledger.capture_ddl() IS 'Migration Ledger: writes DDL into"
            + " ledger.ddl_capture; never fails the statement'");
    sql.execute(
        "CREATE FUNCTION ledger.capture_stays() RETURNS trigger LANGUAGE plpgsql SET search_path ="
            + " pg_catalog, pg_temp AS $capture$"
            + CaptureCode.STAYS.body()
            + "$capture$");
    sql.execute(
        "COMMENT ON FUNCTION ledger.capture_stays() IS 'Migration Ledger: refuses to change"
            + " captured rows'");
    sql.execute(
        "CREATE TRIGGER ddl_capture_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.ddl_capture"
            + " FOR EACH STATEMENT EXECUTE FUNCTION ledger.capture_stays()");
    sql.execute("ALTER TABLE ledger.ddl_capture ENABLE ALWAYS TRIGGER ddl_capture_stays");
  }

  /** Takes back what default privileges gave away. */
  private static void restrict(Statement sql, boolean keepReaders) throws SQLException {
    List<String> grants = new ArrayList<>();
    try (ResultSet row =
        sql.executeQuery(
            "SELECT 'REVOKE ALL ON ' || o.place || ' FROM ' || CASE a.grantee WHEN 0 THEN 'PUBLIC'"
                + " ELSE quote_ident(pg_get_userbyid(a.grantee)) END FROM (SELECT oid,"
                + " CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || oid::regclass"
                + " AS place, relacl AS acl, relowner AS owner FROM pg_class WHERE oid IN"
                + " ('ledger.ddl_capture'::regclass, 'ledger.ddl_capture_failures'::regclass)"
                + " UNION ALL SELECT oid, 'FUNCTION ' || oid::regprocedure, coalesce(proacl,"
                + " acldefault('f', proowner)), proowner FROM pg_proc WHERE oid IN"
                + " ('ledger.capture_ddl()'::regprocedure,"
                + " 'ledger.capture_stays()'::regprocedure)) AS o, aclexplode(o.acl) AS a WHERE"
                + " a.grantee <> o.owner AND NOT (a.privilege_type = 'SELECT' AND a.grantee <> 0 AND "
                + keepReaders
                + ") GROUP BY 1")) {
      while (row.next()) {
        grants.add(row.getString(1));
      }
    }
    for (String revoke : grants) {
      sql.execute(revoke);
    }
  }

  private static boolean answer(Statement sql, String question) throws SQLException {
    try (ResultSet row = sql.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
