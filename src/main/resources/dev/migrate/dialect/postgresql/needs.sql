-- What cannot be without what, for PostgreSQL 14 to 18: two paths a row, of at most three names each; a row may come twice. What the server has brought has no row among the dependencies, and
-- what an extension has brought stands for the extension. Schemas are left out: a path tells them. Sequences that a column owns need it not.
WITH relation AS (
    SELECT c.oid, c.relkind, CASE WHEN t.relname IS NULL THEN ARRAY[n.nspname, c.relname] ELSE ARRAY[n.nspname, t.relname, c.relname] END::text[] AS path
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
), type AS (
    SELECT t.oid, COALESCE(r.path, ARRAY[n.nspname, t.typname]::text[]) AS path
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN relation r ON r.oid = t.typrelid
    WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'
), element AS (
    SELECT t.oid, COALESCE(e.path, m.path, t.path) AS path
    FROM type t
    LEFT JOIN pg_type a ON a.typarray = t.oid LEFT JOIN type e ON e.oid = a.oid
    LEFT JOIN pg_range r ON r.rngmultitypid IN (t.oid, a.oid) LEFT JOIN type m ON m.oid = r.rngtypid
), routine AS (
    SELECT p.oid, ARRAY[n.nspname, p.proname || '(' || COALESCE((SELECT string_agg(format_type(u.type, NULL), ', ' ORDER BY u.at)
        FROM unnest(p.proargtypes) WITH ORDINALITY AS u(type, at)), '') || ')']::text[] AS path
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.oid >= 16384
), class AS (
    SELECT o.oid, o.opcfamily, ARRAY[n.nspname, o.opcname || ' using ' || a.amname]::text[] AS path
    FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod
    WHERE o.oid >= 16384
), named (classid, objid, path) AS (
    SELECT 'pg_class'::regclass, oid, path FROM relation
    UNION ALL SELECT 'pg_type'::regclass, oid, path FROM element
    UNION ALL SELECT 'pg_proc'::regclass, oid, path FROM routine
    -- what comes with a range type: its constructors
    UNION ALL SELECT d.classid, d.objid, t.path FROM pg_depend d JOIN element t ON t.oid = d.refobjid
        WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i'
    UNION ALL SELECT 'pg_opclass'::regclass, oid, path FROM class
    UNION ALL SELECT 'pg_opfamily'::regclass, opcfamily, path FROM class
    UNION ALL SELECT 'pg_amop'::regclass, m.oid, c.path FROM class c JOIN pg_amop m ON m.amopfamily = c.opcfamily
    UNION ALL SELECT 'pg_amproc'::regclass, m.oid, c.path FROM class c JOIN pg_amproc m ON m.amprocfamily = c.opcfamily
    UNION ALL SELECT 'pg_constraint'::regclass, k.oid, COALESCE(r.path, t.path) || k.conname::text
        FROM pg_constraint k LEFT JOIN relation r ON r.oid = k.conrelid LEFT JOIN type t ON t.oid = k.contypid WHERE k.contype <> 'n'
    UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, r.path || a.attname::text
        FROM pg_attrdef d JOIN relation r ON r.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    UNION ALL SELECT 'pg_rewrite'::regclass, w.oid, CASE w.rulename WHEN '_RETURN' THEN r.path ELSE r.path || w.rulename::text END
        FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class
    UNION ALL SELECT 'pg_trigger'::regclass, t.oid, r.path || t.tgname::text FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid
        WHERE t.tgconstraint = 0 OR NOT t.tgisinternal
    UNION ALL SELECT 'pg_policy'::regclass, p.oid, r.path || p.polname::text FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
    UNION ALL SELECT 'pg_statistic_ext'::regclass, s.oid, ARRAY[n.nspname, s.stxname]::text[]
        FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
    UNION ALL SELECT 'pg_operator'::regclass, o.oid, ARRAY[n.nspname, o.oprname || ' ('
            || COALESCE(NULLIF(o.oprleft, 0)::regtype::text, 'none') || ', ' || o.oprright::regtype || ')']::text[]
        FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oid >= 16384
    UNION ALL SELECT 'pg_collation'::regclass, c.oid, ARRAY[n.nspname, c.collname]::text[]
        FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.oid >= 16384
    UNION ALL SELECT 'pg_cast'::regclass, c.oid, ARRAY[c.castsource::regtype || ' as ' || c.casttarget::regtype]
        FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL SELECT 'pg_ts_config'::regclass, c.oid, ARRAY[n.nspname, 'configuration ' || c.cfgname]::text[]
        FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace WHERE c.oid >= 16384
    UNION ALL SELECT 'pg_ts_dict'::regclass, d.oid, ARRAY[n.nspname, 'dictionary ' || d.dictname]::text[]
        FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace WHERE d.oid >= 16384
    UNION ALL SELECT 'pg_event_trigger'::regclass, e.oid, ARRAY[e.evtname]::text[] FROM pg_event_trigger e
    UNION ALL SELECT 'pg_publication_rel'::regclass, r.oid, ARRAY[p.pubname]::text[]
        FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
    UNION ALL SELECT 'pg_foreign_server'::regclass, s.oid, ARRAY[s.srvname]::text[] FROM pg_foreign_server s
    UNION ALL SELECT 'pg_extension'::regclass, e.oid, ARRAY[e.extname]::text[] FROM pg_extension e
    UNION ALL SELECT 'pg_namespace'::regclass, n.oid, ARRAY[n.nspname]::text[] FROM pg_namespace n WHERE n.oid >= 16384
    UNION ALL SELECT d.classid, d.objid, ARRAY[e.extname]::text[] FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
        WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
)
SELECT o.path[1], o.path[2], COALESCE(o.path[3], oa.attname), r.path[1], r.path[2], r.path[3], ra.attname
FROM pg_depend d
JOIN named o ON o.classid = d.classid AND o.objid = d.objid
JOIN named r ON r.classid = d.refclassid AND r.objid = d.refobjid
LEFT JOIN pg_attribute oa ON oa.attrelid = d.objid AND oa.attnum = d.objsubid AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
LEFT JOIN pg_attribute ra ON ra.attrelid = d.refobjid AND ra.attnum = d.refobjsubid AND d.refclassid = 'pg_class'::regclass
    AND d.refobjsubid > 0
WHERE d.objid >= 16384 AND d.deptype IN ('n', 'a', 'i', 'P', 'S')
    AND (d.refclassid <> 'pg_namespace'::regclass OR d.classid = 'pg_extension'::regclass)
    AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
        AND EXISTS (SELECT 1 FROM relation s WHERE s.oid = d.objid AND s.relkind = 'S'))
