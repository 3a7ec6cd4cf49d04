SELECT '' AS schema, '' AS parent, w.fdwname AS name,
       {{role w.fdwowner}} AS owner,
       nullif(w.fdwhandler, 0)::regproc::text AS handler,
       nullif(w.fdwvalidator, 0)::regproc::text AS validator,
       {{secretless w.fdwoptions}} AS options,
       {{comment pg_foreign_data_wrapper w.oid}} AS comment,
       {{grants F w.fdwacl w.fdwowner}} AS grants,
       {{revokes F w.fdwacl w.fdwowner}} AS revokes
FROM pg_foreign_data_wrapper w
WHERE {{not_extension pg_foreign_data_wrapper w.oid}}
