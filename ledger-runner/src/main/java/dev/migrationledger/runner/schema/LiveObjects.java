package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.order.PresentObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the target holds, in one question. */
public final class LiveObjects {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String SESSION =
      "SELECT current_user, current_setting('search_path'), current_setting('check_function_bodies')";

  /** Rows of kind, schema, owner, name, signature and whether it is open. */
  private static final String OBJECTS =
      """
      WITH space AS (
        SELECT oid, nspname::text AS schema,
               nspname IN ('pg_catalog', 'information_schema', 'pg_toast') AS system
        FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'),
      given AS (SELECT ?::text[] AS names),
      relation AS (
        SELECT c.oid, c.relkind, s.schema, c.relname::text AS name,
               c.relname::text = ANY (g.names) AS named, s.system,
               c.relispartition OR EXISTS (
                 SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid) AS inherits
        FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace CROSS JOIN given g
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S', 'i', 'I')),
      belongs AS (
        SELECT i.indexrelid AS oid, i.indrelid AS owner FROM pg_catalog.pg_index i
        UNION ALL
        SELECT d.objid, d.refobjid FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
          AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
          AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = d.objid AND c.relkind = 'S'))
      SELECT 'SCHEMA', '', '', schema, '', false FROM space
      UNION ALL SELECT 'EXTENSION', '', '', extname, '', false FROM pg_catalog.pg_extension
      UNION ALL SELECT 'ROLE', '', '', rolname, '', false FROM pg_catalog.pg_roles
      UNION ALL SELECT 'LANGUAGE', '', '', lanname, '', false FROM pg_catalog.pg_language
      UNION ALL SELECT 'ACCESS_METHOD', '', '', amname, '', false FROM pg_catalog.pg_am
      UNION ALL SELECT 'TABLESPACE', '', '', spcname, '', false FROM pg_catalog.pg_tablespace
      UNION ALL SELECT 'PUBLICATION', '', '', pubname, '', false FROM pg_catalog.pg_publication
      UNION ALL SELECT 'EVENT_TRIGGER', '', '', evtname, '', false FROM pg_catalog.pg_event_trigger
      UNION ALL SELECT 'FOREIGN_SERVER', '', '', srvname, '', false FROM pg_catalog.pg_foreign_server
      UNION ALL SELECT 'FOREIGN_DATA_WRAPPER', '', '', fdwname, '', false
      FROM pg_catalog.pg_foreign_data_wrapper
      UNION ALL
      SELECT CASE r.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW'
               WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END,
             r.schema, '', r.name, '', r.inherits
      FROM relation r WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f') AND (r.named OR NOT r.system)
      UNION ALL
      SELECT CASE r.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'INDEX' END,
             r.schema, coalesce(o.name, ''), r.name, '', false
      FROM relation r LEFT JOIN belongs b ON b.oid = r.oid LEFT JOIN relation o ON o.oid = b.owner
      WHERE r.relkind IN ('S', 'i', 'I') AND (r.named OR o.named)
      UNION ALL
      SELECT 'COLUMN', r.schema, r.name, a.attname, '', false
      FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
      WHERE r.named AND r.relkind NOT IN ('S', 'i', 'I') AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 'CONSTRAINT', r.schema, r.name, c.conname, '', false
      FROM relation r JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid WHERE r.named
      UNION ALL
      SELECT 'TRIGGER', r.schema, r.name, t.tgname, '', NOT t.tgisinternal
      FROM relation r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid WHERE r.named
      UNION ALL
      SELECT 'POLICY', r.schema, r.name, p.polname, '', false
      FROM relation r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid WHERE r.named
      UNION ALL
      SELECT 'RULE', r.schema, r.name, w.rulename, '', false
      FROM relation r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid WHERE r.named
      UNION ALL
      SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END,
             s.schema, '', t.typname, '', false
      FROM pg_catalog.pg_type t JOIN space s ON s.oid = t.typnamespace CROSS JOIN given g
      WHERE (t.typname::text = ANY (g.names) OR (NOT s.system AND t.typcategory <> 'A'))
        AND (t.typrelid = 0 OR EXISTS (
          SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
      UNION ALL
      SELECT 'CONSTRAINT', s.schema, t.typname, c.conname, '', false
      FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_type t ON t.oid = c.contypid
      JOIN space s ON s.oid = t.typnamespace CROSS JOIN given g
      WHERE t.typname::text = ANY (g.names)
      UNION ALL
      SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
             s.schema, '', p.proname,
             CASE WHEN s.system THEN '' ELSE '(' || coalesce((
               SELECT string_agg(
                 CASE WHEN t.typcategory = 'A' THEN e.typname || '[]' ELSE t.typname::text END,
                 ', ' ORDER BY a.place)
               FROM unnest(p.proargtypes) WITH ORDINALITY AS a (type, place)
               JOIN pg_catalog.pg_type t ON t.oid = a.type
               LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem), '') || ')' END,
             NOT s.system AND l.lanname NOT IN ('c', 'internal')
               AND p.prosrc ~* '\\m(create|alter|drop|execute|perform|call|import)\\M'
      FROM pg_catalog.pg_proc p JOIN space s ON s.oid = p.pronamespace
      JOIN pg_catalog.pg_language l ON l.oid = p.prolang CROSS JOIN given g
      WHERE p.proname::text = ANY (g.names) OR (NOT s.system AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass
          AND d.objid = p.oid AND d.deptype = 'e'))
      """;

  private LiveObjects() {}

  /** The session as every script finds it. */
  public static Present.Session session(TargetSession session) throws SQLException {
    try (var sql = session.connection().createStatement();
        var row = sql.executeQuery(SESSION)) {
      row.next();
      return new Present.Session(row.getString(1), row.getString(2), row.getString(3).equals("on"));
    }
  }

  /** How its session looks names up; one that cannot tell fails at its next question. */
  public static String searchPath(TargetSession session) {
    try {
      return session(session).searchPath();
    } catch (SQLException e) {
      return "\"$user\", public";
    }
  }

  /**
   * Everything that scripts can have to do with.
   *
   * @param names those of objects and tables in the scripts
   */
  public static List<PresentObject> named(TargetSession session, Collection<String> names)
      throws SQLException {
    return ReadOnly.ask(session, LONGEST, connection -> named(connection, names));
  }

  private static List<PresentObject> named(Connection connection, Collection<String> names)
      throws SQLException {
    var objects = new ArrayList<PresentObject>();
    try (var sql = connection.prepareStatement(OBJECTS)) {
      sql.setArray(1, connection.createArrayOf("text", names.toArray(String[]::new)));
      try (var row = sql.executeQuery()) {
        while (row.next()) {
          objects.add(
              new PresentObject(
                  ObjectKind.valueOf(row.getString(1)),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getBoolean(6)));
        }
      }
    }
    return objects;
  }
}
