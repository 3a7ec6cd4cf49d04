SELECT n.nspname AS schema, '' AS parent, s.stxname AS name,
       {{role s.stxowner}} AS owner,
       pg_get_statisticsobjdef(s.oid) AS definition,
       CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget::text END AS target,
       {{comment pg_statistic_ext s.oid}} AS comment
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE {{user_schema}} AND {{not_extension pg_statistic_ext s.oid}}
