SELECT '' AS schema, '' AS parent, n.nspname AS name,
       {{role n.nspowner}} AS owner,
       {{comment pg_namespace n.oid}} AS comment,
       {{grants n n.nspacl n.nspowner}} AS grants,
       {{revokes n n.nspacl n.nspowner}} AS revokes
FROM pg_namespace n
WHERE {{user_schema}} AND {{not_extension pg_namespace n.oid}}
