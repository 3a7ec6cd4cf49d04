package dev.migrationledger.runner.verify.written;

import java.util.Set;

/** The statement that asks for all that is claimed; only what is asked for is in it. */
final class WrittenQuestion {

  static final String COLUMN = "column";
  static final String VIEW = "view";
  static final String RIGHTS = "rights";
  static final String COLUMN_RIGHTS = "column rights";
  static final String EVERY = "every";
  static final String SCHEMA = "schema";
  static final String DATABASE = "database";
  static final String TYPE = "type";
  static final String ROUTINE = "routine";
  static final String MEMBER = "member";

  /** Behind it stands the letter of the objects. */
  static final String DEFAULTS = "defaults ";

  static final String REINDEXED = "reindexed";
  static final String LEFT = "left";

  private static final Set<String> OF_RELATIONS =
      Set.of(COLUMN, VIEW, RIGHTS, COLUMN_RIGHTS, REINDEXED);

  private static final String RELATIONS =
      """
      , rel AS MATERIALIZED (
        SELECT DISTINCT ON (a.n) a.n, a.sort, a.part, a.role, c.oid, c.relkind, c.relname,
          c.relowner, c.relacl, s.nspname
        FROM asked a
        JOIN pg_catalog.pg_class c ON c.relname = a.name
        JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace AND s.nspname = ANY (a.schemas)
        WHERE a.sort = ANY ('{column,view,rights,column rights,reindexed}'::pg_catalog.text[])
        ORDER BY a.n, pg_catalog.array_position(a.schemas, s.nspname))
      """;

  private static final String OF_COLUMN =
      """
      UNION ALL
      SELECT r.n, 'column', a.attidentity::pg_catalog.text, a.attgenerated::pg_catalog.text,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid),
        pg_catalog.format_type(a.atttypid, a.atttypmod),
        pg_catalog.format('%I.%I', r.nspname, r.relname)
      FROM rel r
      JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attname = r.part::pg_catalog.name
        AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
      WHERE r.sort = 'column'
      """;

  private static final String OF_VIEW =
      """
      UNION ALL
      SELECT r.n, 'view', (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ',' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped),
        CASE WHEN r.relkind = 'm' THEN pg_catalog.pg_get_viewdef(r.oid) END, '', '', ''
      FROM rel r
      WHERE r.sort = 'view' AND r.relkind = ANY ('{v,m}'::"char"[])
      """;

  /** The privileges of one grantee, each with who granted it, and the object itself before them. */
  private static final String GRANTED =
      """
      UNION ALL
      SELECT o.n, 'there', o.kind, '', '', '', '' FROM (%1$s) o
      UNION ALL
      SELECT o.n, 'right', x.privilege_type, x.is_grantable::pg_catalog.text,
        pg_catalog.pg_get_userbyid(x.grantor), '', ''
      FROM (%1$s) o CROSS JOIN LATERAL pg_catalog.aclexplode(o.acl) x
      WHERE o.role = CASE WHEN x.grantee = 0::pg_catalog.oid THEN ''
        ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END
      UNION ALL
      SELECT o.n, 'owner', pg_catalog.pg_get_userbyid(o.owner), '', '', '', '' FROM (%1$s) o
      """;

  private static final String ACL_OF_RELATION =
      """
      SELECT r.n, r.role, r.relkind::pg_catalog.text AS kind, r.relowner AS owner, coalesce(
        r.relacl, pg_catalog.acldefault(
          CASE WHEN r.relkind = 'S' THEN 's' ELSE 'r' END::"char", r.relowner)) AS acl
      FROM rel r WHERE r.sort = 'rights'
      """;

  private static final String ACL_OF_COLUMN =
      """
      SELECT r.n, r.role, 'c' AS kind, r.relowner AS owner, a.attacl AS acl
      FROM rel r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
        AND a.attname = r.part::pg_catalog.name AND NOT a.attisdropped
      WHERE r.sort = 'column rights'
      """;

  private static final String ACL_OF_SCHEMA =
      """
      SELECT a.n, a.role, 'n' AS kind, s.nspowner AS owner,
        coalesce(s.nspacl, pg_catalog.acldefault('n', s.nspowner)) AS acl
      FROM asked a JOIN pg_catalog.pg_namespace s ON s.nspname = a.name WHERE a.sort = 'schema'
      """;

  private static final String ACL_OF_DATABASE =
      """
      SELECT a.n, a.role, 'd' AS kind, d.datdba AS owner,
        coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba)) AS acl
      FROM asked a JOIN pg_catalog.pg_database d ON d.datname = a.name WHERE a.sort = 'database'
      """;

  private static final String ACL_OF_TYPE =
      """
      SELECT a.n, a.role, 'T' AS kind, t.typowner AS owner,
        coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner)) AS acl
      FROM asked a CROSS JOIN LATERAL (
        SELECT t.typowner, t.typacl
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace
        WHERE t.typname = a.name AND s.nspname = ANY (a.schemas)
        ORDER BY pg_catalog.array_position(a.schemas, s.nspname) LIMIT 1) t
      WHERE a.sort = 'type'
      """;

  private static final String ACL_OF_ROUTINE =
      """
      SELECT a.n, a.role, 'f' AS kind, p.proowner AS owner,
        coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner)) AS acl
      FROM asked a CROSS JOIN LATERAL (
        SELECT p.proowner, p.proacl
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace
        WHERE p.proname = a.name AND s.nspname = ANY (a.schemas) AND (a.part = '' OR a.part = (
          SELECT coalesce(pg_catalog.string_agg(
            CASE WHEN e.typname IS NULL THEN t.typname::pg_catalog.text
              ELSE e.typname::pg_catalog.text || '[]' END, ',' ORDER BY u.place), 'none')
          FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) WITH ORDINALITY AS u (type, place)
          JOIN pg_catalog.pg_type t ON t.oid = u.type
          LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'))
        ORDER BY pg_catalog.array_position(a.schemas, s.nspname) LIMIT 1) p
      WHERE a.sort = 'routine'
      """;

  /** Extensions' objects are left out: managed servers let nobody else grant on them. */
  private static final String OF_EVERY =
      """
      UNION ALL
      SELECT a.n, 'every', c.relname, coalesce((
        SELECT pg_catalog.string_agg(
          x.privilege_type || CASE WHEN x.is_grantable THEN '*' ELSE '' END, ',')
        FROM pg_catalog.aclexplode(coalesce(c.relacl, pg_catalog.acldefault(
          CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) x
        WHERE a.role = CASE WHEN x.grantee = 0::pg_catalog.oid THEN ''
          ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END), ''), '', '', ''
      FROM asked a
      JOIN pg_catalog.pg_namespace s ON s.nspname = a.name
      JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid
        AND c.relkind = ANY (a.part::"char"[])
      WHERE a.sort = 'every' AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
          AND d.deptype = 'e')
      """;

  private static final String OF_MEMBER =
      """
      UNION ALL
      SELECT a.n, 'there', '', '', '', '', ''
      FROM asked a
      WHERE a.sort = 'member'
        AND EXISTS (SELECT FROM pg_catalog.pg_roles g WHERE g.rolname = a.name)
        AND EXISTS (SELECT FROM pg_catalog.pg_roles u WHERE u.rolname = a.role::pg_catalog.name)
      UNION ALL
      SELECT a.n, 'right', 'MEMBER', m.admin_option::pg_catalog.text,
        pg_catalog.pg_get_userbyid(m.grantor), '', ''
      FROM asked a
      JOIN pg_catalog.pg_roles g ON g.rolname = a.name
      JOIN pg_catalog.pg_roles u ON u.rolname = a.role::pg_catalog.name
      JOIN pg_catalog.pg_auth_members m ON m.roleid = g.oid AND m.member = u.oid
      WHERE a.sort = 'member'
      """;

  /** Those of the database, or the server's own, and what a schema adds to them. */
  private static final String DEFAULT_ACL =
      """
      SELECT a.n, a.role, coalesce((
        SELECT w.defaclacl FROM pg_catalog.pg_default_acl w
        WHERE w.defaclrole = r.oid AND w.defaclnamespace = 0::pg_catalog.oid
          AND w.defaclobjtype = o.letter), pg_catalog.acldefault(
            CASE WHEN o.letter = 'S' THEN 's' ELSE o.letter END, r.oid)) || coalesce((
        SELECT w.defaclacl FROM pg_catalog.pg_default_acl w
        WHERE w.defaclrole = r.oid AND w.defaclnamespace = s.oid
          AND w.defaclobjtype = o.letter), '{}'::pg_catalog.aclitem[]) AS acl
      FROM asked a
      CROSS JOIN LATERAL (SELECT pg_catalog.right(a.sort, 1)::"char" AS letter) o
      JOIN pg_catalog.pg_roles r ON r.rolname = CASE WHEN a.name = '' THEN current_user
        ELSE a.name END
      LEFT JOIN pg_catalog.pg_namespace s ON s.nspname = a.part::pg_catalog.name
      WHERE pg_catalog.starts_with(a.sort, 'defaults ') AND (a.part = '' OR s.oid IS NOT NULL)
      """;

  private static final String OF_DEFAULTS =
      """
      UNION ALL
      SELECT d.n, 'there', '', '', '', '', '' FROM (%1$s) d
      UNION ALL
      SELECT d.n, 'right', x.privilege_type, x.is_grantable::pg_catalog.text, '', '', ''
      FROM (%1$s) d CROSS JOIN LATERAL pg_catalog.aclexplode(d.acl) x
      WHERE d.role = CASE WHEN x.grantee = 0::pg_catalog.oid THEN ''
        ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END
      """
          .formatted(DEFAULT_ACL);

  /** What an index is called that is built beside another, or was taken out by one. */
  private static final String OF_REINDEXED =
      """
      UNION ALL
      SELECT r.n, 'beside', c.relname, pg_catalog.quote_ident(s.nspname), '', '', ''
      FROM rel r
      JOIN pg_catalog.pg_index i ON NOT i.indisvalid AND (i.indrelid = r.oid OR i.indrelid = (
        SELECT of.indrelid FROM pg_catalog.pg_index of WHERE of.indexrelid = r.oid))
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        AND c.relname::pg_catalog.text ~ '_cc(new|old)[0-9]*$'
      JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
      WHERE r.sort = 'reindexed'
      """;

  private WrittenQuestion() {}

  /** For names of these sorts; what is left behind is asked for when that is one of them. */
  static String of(Asked asked, Set<String> sorts) {
    StringBuilder sql = new StringBuilder();
    if (sorts.stream().anyMatch(OF_RELATIONS::contains)) {
      sql.append(RELATIONS);
    }
    sql.append("SELECT -1, '', '', '', '', '', '' WHERE false\n");
    append(sql, sorts, COLUMN, OF_COLUMN);
    append(sql, sorts, VIEW, OF_VIEW);
    append(sql, sorts, RIGHTS, GRANTED.formatted(ACL_OF_RELATION));
    append(sql, sorts, COLUMN_RIGHTS, GRANTED.formatted(ACL_OF_COLUMN));
    append(sql, sorts, SCHEMA, GRANTED.formatted(ACL_OF_SCHEMA));
    append(sql, sorts, DATABASE, GRANTED.formatted(ACL_OF_DATABASE));
    append(sql, sorts, TYPE, GRANTED.formatted(ACL_OF_TYPE));
    append(sql, sorts, ROUTINE, GRANTED.formatted(ACL_OF_ROUTINE));
    append(sql, sorts, EVERY, OF_EVERY);
    append(sql, sorts, MEMBER, OF_MEMBER);
    append(sql, sorts, DEFAULTS, OF_DEFAULTS);
    append(sql, sorts, REINDEXED, OF_REINDEXED);
    append(sql, sorts, LEFT, Leavings.WAS_BESIDE);
    return asked.with() + Asked.qualified(sql.toString());
  }

  private static void append(StringBuilder sql, Set<String> sorts, String sort, String part) {
    if (sorts.contains(sort)) {
      sql.append(part);
    }
  }
}
