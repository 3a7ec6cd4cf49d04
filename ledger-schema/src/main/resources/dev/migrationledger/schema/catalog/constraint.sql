SELECT c.nspname AS schema, c.relname AS parent, k.conname AS name,
       CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
         WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' WHEN 't' THEN 'trigger' ELSE k.contype::text END AS form,
       pg_get_constraintdef(k.oid) AS definition,
       CASE WHEN NOT k.convalidated THEN true END AS unvalidated,
       CASE WHEN NOT k.conislocal THEN true END AS inherited,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (
         SELECT {{options i.reloptions}} FROM pg_class i WHERE i.oid = k.conindid) END AS options,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (
         SELECT s.spcname FROM pg_class i JOIN pg_tablespace s ON s.oid = i.reltablespace
         WHERE i.oid = k.conindid) END AS tablespace,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (
         SELECT CASE WHEN NOT (x.indisvalid AND x.indisready AND x.indislive) THEN true END
         FROM pg_index x WHERE x.indexrelid = k.conindid) END AS index_invalid,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (
         SELECT CASE WHEN x.indisclustered THEN true END FROM pg_index x WHERE x.indexrelid = k.conindid) END AS clustered,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (
         SELECT CASE WHEN x.indisreplident THEN true END FROM pg_index x WHERE x.indexrelid = k.conindid) END AS replica_identity,
       {{comment pg_constraint k.oid}} AS comment
FROM {{relation}} c JOIN pg_constraint k ON k.conrelid = c.oid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND (k.conparentid = 0 OR k.contype IN ('p', 'u', 'x'))
