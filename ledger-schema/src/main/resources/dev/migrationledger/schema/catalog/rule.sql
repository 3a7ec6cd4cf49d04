SELECT c.nspname AS schema, c.relname AS parent, r.rulename AS name,
       pg_get_ruledef(r.oid) AS definition,
       CASE r.ev_enabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END AS fires,
       {{comment pg_rewrite r.oid}} AS comment
FROM {{relation}} c JOIN pg_rewrite r ON r.ev_class = c.oid
WHERE r.rulename <> '_RETURN'
