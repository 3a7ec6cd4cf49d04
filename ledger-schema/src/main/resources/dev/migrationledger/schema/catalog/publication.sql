SELECT '' AS schema, '' AS parent, p.pubname AS name,
       {{role p.pubowner}} AS owner,
       CASE WHEN p.puballtables THEN true END AS all_tables,
       array_remove(array[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
         CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publishes,
       CASE WHEN p.pubviaroot THEN true END AS via_root,
       nullif(nullif(to_jsonb(p) ->> 'pubgencols', 'n'), 'false') AS generated_columns,
       (SELECT array_agg(format('%I.%I', n.nspname, c.relname) {{from 15}}
             || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                  FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::int2[])) || ')', '')
             || coalesce(' WHERE ' || pg_get_expr(r.prqual, r.prrelid), '') {{end}}
             ORDER BY n.nspname, c.relname)
        FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE r.prpubid = p.oid) AS tables,
       {{from 15}}
       (SELECT array_agg(quote_ident(n.nspname) ORDER BY n.nspname)
        FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid WHERE m.pnpubid = p.oid) AS schemas,
       {{end}}
       {{comment pg_publication p.oid}} AS comment
FROM pg_publication p
WHERE {{not_extension pg_publication p.oid}}
