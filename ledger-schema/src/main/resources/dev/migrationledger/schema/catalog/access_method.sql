SELECT '' AS schema, '' AS parent, a.amname AS name,
       CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS form, a.amhandler::regproc::text AS handler,
       {{comment pg_am a.oid}} AS comment
FROM pg_am a WHERE a.oid >= 16384 AND {{not_extension pg_am a.oid}}
