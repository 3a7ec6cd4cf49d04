SELECT n.nspname AS schema, t.typname AS parent, k.conname AS name,
       pg_get_constraintdef(k.oid) AS definition,
       CASE WHEN NOT k.convalidated THEN true END AS unvalidated,
       {{comment pg_constraint k.oid}} AS comment
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE k.contype = 'c' AND {{user_schema}} AND {{not_extension pg_type t.oid}}
