SELECT c.nspname AS schema, '' AS parent, c.relname AS name,
       {{role c.relowner}} AS owner,
       format_type(q.seqtypid, NULL) AS type,
       q.seqstart::text AS start, q.seqincrement::text AS increment, q.seqmin::text AS minimum,
       q.seqmax::text AS maximum, q.seqcache::text AS cache, q.seqcycle AS cycle,
       CASE c.relpersistence WHEN 'u' THEN true END AS unlogged,
       (SELECT format('%I.%I.%I', tn.nspname, t.relname, a.attname)
        FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a') AS owned_by,
       {{comment pg_class c.oid}} AS comment,
       {{grants s c.relacl c.relowner}} AS grants,
       {{revokes s c.relacl c.relowner}} AS revokes
FROM {{relation}} c JOIN pg_sequence q ON q.seqrelid = c.oid
WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                  AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i')
