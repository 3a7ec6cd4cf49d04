SELECT '' AS schema, '' AS parent, l.lanname AS name,
       {{role l.lanowner}} AS owner,
       l.lanpltrusted AS trusted,
       nullif(l.lanplcallfoid, 0)::regproc::text AS handler,
       {{comment pg_language l.oid}} AS comment,
       {{grants l l.lanacl l.lanowner}} AS grants,
       {{revokes l l.lanacl l.lanowner}} AS revokes
FROM pg_language l
WHERE l.oid >= 16384 AND {{not_extension pg_language l.oid}}
