SELECT '' AS schema, '' AS parent,
       format('(%s AS %s)', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)) AS name,
       CASE k.castmethod WHEN 'f' THEN k.castfunc::regprocedure::text WHEN 'i' THEN 'INOUT' ELSE 'WITHOUT FUNCTION' END AS method,
       CASE k.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' END AS context,
       {{comment pg_cast k.oid}} AS comment
FROM pg_cast k
WHERE k.oid >= 16384 AND {{not_extension pg_cast k.oid}}
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = k.castfunc AND d.deptype = 'i')
