SELECT coalesce(n.nspname, '') AS schema, '' AS parent, pg_get_userbyid(d.defaclrole) AS name,
       CASE d.defaclobjtype WHEN 'r' THEN ' ON TABLES' WHEN 'S' THEN ' ON SEQUENCES' WHEN 'f' THEN ' ON FUNCTIONS'
         WHEN 'T' THEN ' ON TYPES' WHEN 'n' THEN ' ON SCHEMAS' ELSE ' ON ' || d.defaclobjtype::text END AS signature,
       CASE WHEN d.defaclnamespace = 0 THEN {{grants_like d.defaclobjtype d.defaclacl d.defaclrole}}
         ELSE {{acl d.defaclacl}} END AS grants,
       CASE WHEN d.defaclnamespace = 0 THEN {{revokes_like d.defaclobjtype d.defaclacl d.defaclrole}} END AS revokes
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
