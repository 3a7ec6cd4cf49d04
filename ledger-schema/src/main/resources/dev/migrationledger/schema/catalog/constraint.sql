SELECT c.nspname AS schema, c.relname AS parent, k.conname AS name,
       CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
         WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' WHEN 't' THEN 'trigger' ELSE k.contype::text END AS form,
       pg_get_constraintdef(k.oid) AS definition,
       CASE WHEN NOT k.convalidated THEN true END AS unvalidated,
       CASE WHEN NOT k.conislocal THEN true END AS inherited,
       {{options i.reloptions}} AS options,
       (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = i.reltablespace) AS tablespace,
       CASE WHEN NOT (x.indisvalid AND x.indisready AND x.indislive) THEN true END AS index_invalid,
       CASE WHEN x.indisclustered THEN true END AS clustered,
       CASE WHEN x.indisreplident THEN true END AS replica_identity,
       {{comment pg_constraint k.oid}} AS comment
FROM {{relation}} c JOIN pg_constraint k ON k.conrelid = c.oid
LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_class i ON i.oid = x.indexrelid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND (k.conparentid = 0 OR k.contype IN ('p', 'u', 'x'))
