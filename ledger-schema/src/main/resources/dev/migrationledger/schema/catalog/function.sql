SELECT n.nspname AS schema, '' AS parent, p.proname AS name, '(' || oidvectortypes(p.proargtypes) || ')' AS signature,
       {{role p.proowner}} AS owner,
       CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'w' THEN 'window' END AS form,
       pg_get_functiondef(p.oid) AS definition,
       {{comment pg_proc p.oid}} AS comment,
       {{grants f p.proacl p.proowner}} AS grants,
       {{revokes f p.proacl p.proowner}} AS revokes
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind <> 'a' AND {{user_schema}} AND {{not_extension pg_proc p.oid}}
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
