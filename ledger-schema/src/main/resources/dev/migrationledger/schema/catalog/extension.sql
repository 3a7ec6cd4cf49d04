SELECT '' AS schema, '' AS parent, x.extname AS name,
       n.nspname AS in_schema, x.extversion AS version
FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
WHERE x.oid >= 16384
