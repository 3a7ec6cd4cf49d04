SELECT n.nspname AS schema, '' AS parent, k.collname AS name,
       {{role k.collowner}} AS owner,
       CASE k.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE k.collprovider::text END AS provider,
       CASE k.collprovider WHEN 'c' THEN k.collcollate::text
         ELSE coalesce(to_jsonb(k) ->> 'colllocale', to_jsonb(k) ->> 'colliculocale', k.collcollate::text) END AS locale,
       CASE WHEN k.collprovider = 'c' AND k.collctype::text <> k.collcollate::text THEN k.collctype::text END AS ctype,
       to_jsonb(k) ->> 'collicurules' AS rules,
       CASE WHEN NOT k.collisdeterministic THEN true END AS nondeterministic,
       {{comment pg_collation k.oid}} AS comment
FROM pg_collation k JOIN pg_namespace n ON n.oid = k.collnamespace
WHERE {{user_schema}} AND {{not_extension pg_collation k.oid}}
