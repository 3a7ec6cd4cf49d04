SELECT c.nspname AS schema, '' AS parent, c.relname AS name,
       {{role c.relowner}} AS owner,
       pg_get_viewdef(c.oid) AS definition,
       {{options c.reloptions}} AS options,
       (SELECT nullif(a.amname, 'heap') FROM pg_am a WHERE a.oid = c.relam) AS access_method,
       (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       (SELECT array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       {{comment pg_class c.oid}} AS comment,
       {{grants r c.relacl c.relowner}} AS grants,
       {{revokes r c.relacl c.relowner}} AS revokes
FROM {{relation}} c
WHERE c.relkind = 'm'
