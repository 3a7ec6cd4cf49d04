SELECT '' AS schema, '' AS parent, t.evtname AS name,
       {{role t.evtowner}} AS owner,
       t.evtevent AS event, t.evttags AS tags,
       t.evtfoid::regprocedure::text AS function,
       CASE t.evtenabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END AS fires,
       {{comment pg_event_trigger t.oid}} AS comment
FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname <> 'ledger' AND {{not_extension pg_event_trigger t.oid}}
