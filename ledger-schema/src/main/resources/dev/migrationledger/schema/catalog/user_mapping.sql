SELECT '' AS schema, u.srvname AS parent, CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE u.usename::text END AS name,
       {{secretless u.umoptions}} AS options
FROM pg_user_mappings u
