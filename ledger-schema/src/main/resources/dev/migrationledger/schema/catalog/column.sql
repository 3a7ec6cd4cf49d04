SELECT c.nspname AS schema, c.relname AS parent, a.attname AS name,
       CASE WHEN c.relkind IN ('r', 'p', 'f') THEN format_type(a.atttypid, a.atttypmod) END AS type,
       CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN (
         SELECT format('%I.%I', cn.nspname, co.collname)
         FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
         WHERE co.oid = a.attcollation) END AS collation,
       a.attnotnull AS not_null,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default",
       CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated,
       CASE a.attgenerated WHEN 'v' THEN true END AS virtual,
       CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
       CASE WHEN a.attidentity <> '' THEN (
         SELECT format('%s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
                  format_type(q.seqtypid, NULL), q.seqincrement, q.seqmin, q.seqmax, q.seqstart, q.seqcache,
                  CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END)
         FROM pg_depend x JOIN pg_sequence q ON q.seqrelid = x.objid
         WHERE x.classid = 'pg_class'::regclass AND x.refclassid = 'pg_class'::regclass
           AND x.refobjid = c.oid AND x.refobjsubid = a.attnum AND x.deptype = 'i') END AS identity_sequence,
       CASE WHEN a.attstorage <> t.typstorage AND c.relkind IN ('r', 'p') THEN
         CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
       END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END AS statistics,
       {{options a.attoptions}} AS options,
       {{secretless a.attfdwoptions}} AS server_options,
       CASE WHEN NOT a.attislocal THEN true END AS inherited,
       CASE WHEN a.attnotnull THEN (
         SELECT k.conname::text FROM pg_constraint k
         WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND NOT k.convalidated
           AND k.conkey[1] = a.attnum) END AS not_null_unvalidated,
       {{comment_on c.oid a.attnum}} AS comment,
       {{grants c a.attacl c.relowner}} AS grants
FROM {{relation_first}} c
JOIN pg_attribute a ON a.attrelid = c.oid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND (c.relkind IN ('r', 'p', 'f')
       OR c.relkind IN ('v', 'm', 'c') AND ({{comment_on c.oid a.attnum}} IS NOT NULL OR a.attacl IS NOT NULL OR d.adbin IS NOT NULL))
