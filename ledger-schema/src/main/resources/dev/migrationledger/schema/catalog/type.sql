SELECT n.nspname AS schema, '' AS parent, t.typname AS name,
       {{role t.typowner}} AS owner,
       CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range'
         ELSE CASE WHEN t.typisdefined THEN 'base' ELSE 'shell' END END AS form,
       CASE t.typtype WHEN 'e' THEN (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
         FROM pg_enum e WHERE e.enumtypid = t.oid) END AS labels,
       CASE t.typtype WHEN 'c' THEN (
         SELECT array_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attcollation <> 0 AND a.attcollation <> at.typcollation
               THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END) ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
         WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END AS attributes,
       format_type(r.rngsubtype, NULL) AS subtype,
       CASE WHEN NOT oc.opcdefault THEN oc.opcname::text END AS subtype_opclass,
       CASE WHEN r.rngcollation <> 0 THEN r.rngcollation::regcollation::text END AS collation,
       nullif(r.rngcanonical, 0)::regprocedure::text AS canonical,
       nullif(r.rngsubdiff, 0)::regprocedure::text AS subtype_diff,
       CASE WHEN r.rngmultitypid <> 0 THEN format_type(r.rngmultitypid, NULL) END AS multirange,
       CASE WHEN t.typtype = 'b' AND t.typisdefined THEN array[
         'input=' || t.typinput::regprocedure, 'output=' || t.typoutput::regprocedure, 'length=' || t.typlen,
         'alignment=' || t.typalign::text, 'storage=' || t.typstorage::text, 'byvalue=' || t.typbyval,
         'category=' || t.typcategory::text, 'delimiter=' || t.typdelim::text] END AS properties,
       {{comment pg_type t.oid}} AS comment,
       {{grants T t.typacl t.typowner}} AS grants,
       {{revokes T t.typacl t.typowner}} AS revokes
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_opclass oc ON oc.oid = r.rngsubopc
WHERE {{user_schema}} AND {{not_extension pg_type t.oid}}
  AND (t.typtype IN ('e', 'r')
       OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')
       OR t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
