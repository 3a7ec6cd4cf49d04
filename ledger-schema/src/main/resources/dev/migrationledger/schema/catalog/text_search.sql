SELECT n.nspname AS schema, '' AS parent, k.cfgname AS name, ' CONFIGURATION' AS signature,
       {{role k.cfgowner}} AS owner,
       (SELECT format('%I.%I', pn.nspname, p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace
        WHERE p.oid = k.cfgparser) AS parser,
       NULL AS template, NULL AS options,
       (SELECT array_agg(format('%s WITH %s', tok.alias, m.mapdict::regdictionary) ORDER BY m.maptokentype, m.mapseqno)
        FROM pg_ts_config_map m JOIN ts_token_type(k.cfgparser) tok ON tok.tokid = m.maptokentype
        WHERE m.mapcfg = k.oid) AS mappings,
       {{comment pg_ts_config k.oid}} AS comment
FROM pg_ts_config k JOIN pg_namespace n ON n.oid = k.cfgnamespace
WHERE {{user_schema}} AND {{not_extension pg_ts_config k.oid}}
UNION ALL
SELECT n.nspname, '', d.dictname, ' DICTIONARY', {{role d.dictowner}}, NULL,
       (SELECT format('%I.%I', tn.nspname, t.tmplname) FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
        WHERE t.oid = d.dicttemplate),
       d.dictinitoption, NULL, {{comment pg_ts_dict d.oid}}
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE {{user_schema}} AND {{not_extension pg_ts_dict d.oid}}
