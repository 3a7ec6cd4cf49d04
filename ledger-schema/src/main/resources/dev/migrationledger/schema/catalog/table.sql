SELECT c.nspname AS schema, '' AS parent, c.relname AS name,
       {{role c.relowner}} AS owner,
       CASE c.relkind WHEN 'f' THEN 'foreign' WHEN 'p' THEN 'partitioned' END AS form,
       CASE c.relpersistence WHEN 'u' THEN true END AS unlogged,
       (SELECT nullif(a.amname, 'heap') FROM pg_am a WHERE a.oid = c.relam) AS access_method,
       (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       {{options c.reloptions}} AS options,
       (SELECT {{options t.reloptions}} FROM pg_class t WHERE t.oid = c.reltoastrelid) AS toast_options,
       CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
       CASE WHEN c.relispartition THEN i.parents[1] END AS partition_of,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       CASE WHEN NOT c.relispartition THEN i.parents END AS inherits,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS force_row_security,
       CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN 'INDEX' END AS replica_identity,
       s.srvname AS server,
       {{secretless f.ftoptions}} AS server_options,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       {{comment pg_class c.oid}} AS comment,
       {{grants r c.relacl c.relowner}} AS grants,
       {{revokes r c.relacl c.relowner}} AS revokes
FROM {{relation}} c
LEFT JOIN (
  SELECT h.inhrelid, array_agg(format('%I.%I', pn.nspname, p.relname) ORDER BY h.inhseqno) AS parents
  FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
  GROUP BY h.inhrelid) i ON i.inhrelid = c.oid
LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
WHERE c.relkind IN ('r', 'p', 'f')
