SELECT n.nspname AS schema, '' AS parent, k.opcname AS name, ' USING ' || quote_ident(a.amname) AS signature,
       {{role k.opcowner}} AS owner,
       format_type(k.opcintype, NULL) AS type,
       k.opcdefault AS "default",
       (SELECT format('%I.%I', fn.nspname, f.opfname) FROM pg_opfamily f JOIN pg_namespace fn ON fn.oid = f.opfnamespace
        WHERE f.oid = k.opcfamily) AS family,
       CASE WHEN k.opckeytype <> 0 THEN format_type(k.opckeytype, NULL) END AS storage,
       {{comment pg_opclass k.oid}} AS comment
FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace JOIN pg_am a ON a.oid = k.opcmethod
WHERE {{user_schema}} AND {{not_extension pg_opclass k.oid}}
