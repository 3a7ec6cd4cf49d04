SELECT '' AS schema, '' AS parent, s.srvname AS name,
       {{role s.srvowner}} AS owner,
       w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
       {{secretless s.srvoptions}} AS options,
       {{comment pg_foreign_server s.oid}} AS comment,
       {{grants S s.srvacl s.srvowner}} AS grants,
       {{revokes S s.srvacl s.srvowner}} AS revokes
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE {{not_extension pg_foreign_server s.oid}}
