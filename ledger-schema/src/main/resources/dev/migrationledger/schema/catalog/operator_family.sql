SELECT n.nspname AS schema, '' AS parent, f.opfname AS name, ' USING ' || quote_ident(a.amname) AS signature,
       {{role f.opfowner}} AS owner,
       (SELECT array_agg(format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator) ORDER BY o.amopstrategy, o.amopopr::regoperator::text)
        FROM pg_amop o WHERE o.amopfamily = f.oid AND {{loose pg_amop o.oid}}) AS operators,
       (SELECT array_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
           format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
           ORDER BY p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL))
        FROM pg_amproc p WHERE p.amprocfamily = f.oid AND {{loose pg_amproc p.oid}}) AS functions,
       {{comment pg_opfamily f.oid}} AS comment
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
WHERE {{user_schema}} AND {{not_extension pg_opfamily f.oid}}
