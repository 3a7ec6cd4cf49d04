SELECT n.nspname AS schema, '' AS parent, k.opcname AS name, ' USING ' || quote_ident(a.amname) AS signature,
       {{role k.opcowner}} AS owner,
       format_type(k.opcintype, NULL) AS type,
       k.opcdefault AS "default",
       (SELECT format('%I.%I', fn.nspname, f.opfname) FROM pg_opfamily f JOIN pg_namespace fn ON fn.oid = f.opfnamespace
        WHERE f.oid = k.opcfamily) AS family,
       CASE WHEN k.opckeytype <> 0 THEN format_type(k.opckeytype, NULL) END AS storage,
       (SELECT array_agg(format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator) ORDER BY o.amopstrategy, o.amopopr::regoperator::text)
        FROM pg_amop o JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid
        WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = k.oid AND d.deptype = 'i') AS operators,
       (SELECT array_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
           format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
           ORDER BY p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL))
        FROM pg_amproc p JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid
        WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = k.oid AND d.deptype = 'i') AS functions,
       {{comment pg_opclass k.oid}} AS comment
FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace JOIN pg_am a ON a.oid = k.opcmethod
WHERE {{user_schema}} AND {{not_extension pg_opclass k.oid}}
