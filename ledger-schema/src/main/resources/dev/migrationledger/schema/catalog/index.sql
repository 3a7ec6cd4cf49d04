SELECT c.nspname AS schema, c.relname AS parent, ic.relname AS name,
       pg_get_indexdef(x.indexrelid) AS definition,
       CASE WHEN NOT (x.indisvalid AND x.indisready AND x.indislive) THEN true END AS invalid,
       CASE WHEN x.indisclustered THEN true END AS clustered,
       CASE WHEN x.indisreplident THEN true END AS replica_identity,
       (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = ic.reltablespace) AS tablespace,
       (SELECT format('%I.%I', pn.nspname, p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = x.indexrelid) AS partition_of,
       (SELECT array_agg(format('%s SET STATISTICS %s', a.attnum, a.attstattarget) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0) AS statistics,
       {{comment pg_class x.indexrelid}} AS comment
FROM {{relation}} c
JOIN pg_index x ON x.indrelid = c.oid
JOIN pg_class ic ON ic.oid = x.indexrelid
WHERE c.relkind IN ('r', 'p', 'm')
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = c.oid
                  AND k.contype IN ('p', 'u', 'x'))
