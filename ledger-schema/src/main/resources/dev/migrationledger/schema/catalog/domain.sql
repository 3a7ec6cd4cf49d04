SELECT n.nspname AS schema, '' AS parent, t.typname AS name,
       {{role t.typowner}} AS owner,
       format_type(t.typbasetype, t.typtypmod) AS type,
       CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> 0
         THEN t.typcollation::regcollation::text END AS collation,
       t.typnotnull AS not_null,
       pg_get_expr(t.typdefaultbin, 'pg_type'::regclass) AS "default",
       {{comment pg_type t.oid}} AS comment,
       {{grants T t.typacl t.typowner}} AS grants,
       {{revokes T t.typacl t.typowner}} AS revokes
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.typtype = 'd' AND {{user_schema}} AND {{not_extension pg_type t.oid}}
