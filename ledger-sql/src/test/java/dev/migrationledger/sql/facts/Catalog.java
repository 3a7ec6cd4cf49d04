package dev.migrationledger.sql.facts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** The names of everything a server's catalogs hold that is not its own. */
final class Catalog {

  private static final String ALL =
      """
      WITH mine AS (SELECT oid, CASE WHEN nspname LIKE 'pg_temp%' THEN 'pg_temp' ELSE nspname END AS s
                    FROM pg_namespace WHERE nspname !~ '^(pg_toast|pg_catalog|information_schema)'),
      relations AS (SELECT c.oid, s, relname, relkind FROM pg_class c JOIN mine n ON n.oid = relnamespace),
      routines AS (
        SELECT s, proname, prokind, '(' || coalesce((
            SELECT string_agg(CASE WHEN typname LIKE '\\_%' THEN substr(typname, 2) || '[]' ELSE typname END,
                              ', ' ORDER BY i)
            FROM unnest(proargtypes) WITH ORDINALITY u (t, i) JOIN pg_type y ON y.oid = t), '') || ')' AS a
        FROM pg_proc p JOIN mine n ON n.oid = pronamespace
        WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND deptype = 'i'))
      SELECT CASE relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'v' THEN 'VIEW'
               WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN_TABLE'
               WHEN 'c' THEN 'TYPE' ELSE 'INDEX' END || ' ' || s || '.' || relname FROM relations
      UNION SELECT 'COLUMN ' || s || '.' || relname || '.' || attname
        FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid
        WHERE relkind IN ('r', 'p', 'c', 'f') AND attnum > 0 AND NOT attisdropped
      UNION SELECT 'CONSTRAINT ' || s || '.' || relname || '.' || conname
        FROM relations r JOIN pg_constraint k ON k.conrelid = r.oid WHERE contype NOT IN ('n', 't')
      UNION SELECT 'CONSTRAINT ' || s || '.' || typname || '.' || conname
        FROM pg_type t JOIN mine n ON n.oid = typnamespace JOIN pg_constraint k ON k.contypid = t.oid
        WHERE contype <> 'n'
      UNION SELECT 'TYPE ' || s || '.' || typname FROM pg_type t JOIN mine n ON n.oid = typnamespace
        WHERE typtype IN ('e', 'r')
      UNION SELECT 'DOMAIN ' || s || '.' || typname FROM pg_type t JOIN mine n ON n.oid = typnamespace
        WHERE typtype = 'd'
      UNION SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END
        || s || '.' || proname || a FROM routines
      UNION SELECT 'OPERATOR ' || s || '.' || oprname || '(' || l.typname || ', ' || r.typname || ')'
        FROM pg_operator JOIN mine n ON n.oid = oprnamespace
        JOIN pg_type l ON l.oid = oprleft JOIN pg_type r ON r.oid = oprright
      UNION SELECT 'OPERATOR_CLASS ' || s || '.' || opcname || ' USING ' || amname
        FROM pg_opclass JOIN mine n ON n.oid = opcnamespace JOIN pg_am m ON m.oid = opcmethod
      UNION SELECT 'CAST ' || l.typname || '.' || r.typname FROM pg_cast c
        JOIN pg_type l ON l.oid = castsource JOIN pg_type r ON r.oid = casttarget
        WHERE c.oid > 16383 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND deptype = 'i')
      UNION SELECT 'TRIGGER ' || s || '.' || relname || '.' || tgname
        FROM pg_trigger JOIN relations r ON r.oid = tgrelid WHERE NOT tgisinternal
      UNION SELECT 'POLICY ' || s || '.' || relname || '.' || polname
        FROM pg_policy JOIN relations r ON r.oid = polrelid
      UNION SELECT 'RULE ' || s || '.' || relname || '.' || rulename
        FROM pg_rewrite JOIN relations r ON r.oid = ev_class WHERE rulename <> '_RETURN'
      UNION SELECT 'STATISTICS ' || s || '.' || stxname FROM pg_statistic_ext JOIN mine n ON n.oid = stxnamespace
      UNION SELECT 'COLLATION ' || s || '.' || collname FROM pg_collation JOIN mine n ON n.oid = collnamespace
      UNION SELECT 'TEXT_SEARCH_CONFIGURATION ' || s || '.' || cfgname
        FROM pg_ts_config JOIN mine n ON n.oid = cfgnamespace
      UNION SELECT 'SCHEMA ' || s FROM mine WHERE s <> 'pg_temp'
      UNION SELECT 'ROLE ' || rolname FROM pg_roles
      UNION SELECT 'EXTENSION ' || extname FROM pg_extension
      UNION SELECT 'PUBLICATION ' || pubname FROM pg_publication
      UNION SELECT 'EVENT_TRIGGER ' || evtname FROM pg_event_trigger
      UNION SELECT 'FOREIGN_DATA_WRAPPER ' || fdwname FROM pg_foreign_data_wrapper
      UNION SELECT 'FOREIGN_SERVER ' || srvname FROM pg_foreign_server
      """;

  private Catalog() {}

  static Set<String> of(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
