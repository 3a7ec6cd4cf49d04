SELECT c.nspname AS schema, c.relname AS parent, t.tgname AS name,
       pg_get_triggerdef(t.oid) AS definition,
       CASE t.tgenabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END AS fires,
       CASE WHEN t.tgparentid <> 0 THEN true END AS inherited,
       {{comment pg_trigger t.oid}} AS comment
FROM {{relation}} c JOIN pg_trigger t ON t.tgrelid = c.oid
LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
WHERE CASE WHEN t.tgparentid = 0 THEN NOT t.tgisinternal
           ELSE NOT p.tgisinternal AND t.tgenabled <> p.tgenabled END
