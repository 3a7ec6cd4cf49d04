SELECT c.nspname AS schema, c.relname AS parent, p.polname AS name,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
         ELSE 'ALL' END AS command,
       CASE WHEN NOT p.polpermissive THEN true END AS restrictive,
       (SELECT array_agg(r ORDER BY r COLLATE "C") FROM (
          SELECT CASE u WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(u)) END FROM unnest(p.polroles) AS u) AS t(r)) AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS "using",
       pg_get_expr(p.polwithcheck, p.polrelid) AS "check",
       {{comment pg_policy p.oid}} AS comment
FROM {{relation}} c JOIN pg_policy p ON p.polrelid = c.oid
