-- What stands in a database, for PostgreSQL 14 to 18. A row is an object, or more of one that an earlier statement has: its kind, its
-- path, and behind these its properties, each under its own name. ${scope} is a condition on the schema n.
--
-- They run with an empty search path, so that every name in a definition is written with its schema. What an extension has brought is
-- left out: it is there when the extension is. A column that not every version has is read through to_jsonb. Comments of what there is
-- much of are looked up in pg_description: obj_description is a function in SQL, which runs a query a row.

-- settings of the database; its encoding and locale are fixed when it is made
SELECT 'DATABASE' AS kind, 'database' AS path1, string_agg(s.setting, E'\n' ORDER BY s.setting) AS settings
FROM pg_db_role_setting r JOIN pg_database d ON d.oid = r.setdatabase, unnest(r.setconfig) AS s(setting)
WHERE d.datname = current_database() AND r.setrole = 0
HAVING count(*) > 0;

SELECT 'SCHEMA' AS kind, n.nspname AS path1, obj_description(n.oid, 'pg_namespace') AS comment
FROM pg_namespace n
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_namespace'::regclass AND x.objid = n.oid AND x.deptype = 'e');

SELECT 'EXTENSION' AS kind, e.extname AS path1, e.extversion AS version,
    CASE WHEN e.extrelocatable THEN n.nspname END AS schema
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace;

SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END AS kind,
    n.nspname AS path1, c.relname AS path2,
    CASE c.relpersistence WHEN 'u' THEN 'yes' END AS unlogged,
    array_to_string(c.reloptions, ', ') AS options,
    (SELECT array_to_string(t.reloptions, ', ') FROM pg_class t WHERE t.oid = c.reltoastrelid) AS "toast options",
    CASE WHEN c.relforcerowsecurity AND c.relrowsecurity THEN 'forced' WHEN c.relforcerowsecurity THEN 'forced, disabled'
        WHEN c.relrowsecurity THEN 'enabled' END AS "row security",
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partition by",
    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS "partition bound",
    (SELECT string_agg(format('%I.%I', pn.nspname, p.relname), ', ' ORDER BY i.inhseqno) FROM pg_inherits i
        JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid) AS inherits,
    (SELECT am.amname FROM pg_am am WHERE am.oid = c.relam) AS "access method",
    (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace) AS tablespace,
    CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END AS "replica identity",
    CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "of type",
    (SELECT format('%I', s.srvname) FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
        WHERE f.ftrelid = c.oid) AS server,
    (SELECT string_agg(format('%I %L', u.option_name, u.option_value), ', ' ORDER BY u.option_name) FROM pg_foreign_table f,
        pg_options_to_table(f.ftoptions) u WHERE f.ftrelid = c.oid) AS "server options",
    (SELECT e.description FROM pg_description e WHERE e.objoid = c.oid AND e.classoid = 'pg_class'::regclass AND e.objsubid = 0) AS comment
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e');

-- columns, and the fields of composite types; attnum has gaps where columns were dropped
SELECT 'COLUMN' AS kind, n.nspname AS path1, c.relname AS path2, a.attname AS path3,
    row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS position,
    format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attnotnull THEN 'yes' END AS "not null",
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default",
    CASE a.attgenerated WHEN 's' THEN 'stored: ' || pg_get_expr(d.adbin, d.adrelid)
        WHEN 'v' THEN 'virtual: ' || pg_get_expr(d.adbin, d.adrelid) END AS generated,
    CASE WHEN a.attidentity <> '' THEN CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END
        || (SELECT format(', %s start %s increment %s minimum %s maximum %s cache %s', format_type(s.seqtypid, NULL), s.seqstart,
                s.seqincrement, s.seqmin, s.seqmax, s.seqcache)
                || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END || format(' as %I.%I', qn.nspname, q.relname)
                || CASE WHEN q.relpersistence <> c.relpersistence THEN ' of persistence ' || q.relpersistence::text ELSE '' END
            FROM pg_depend x JOIN pg_sequence s ON s.seqrelid = x.objid JOIN pg_class q ON q.oid = s.seqrelid
            JOIN pg_namespace qn ON qn.oid = q.relnamespace
            WHERE x.classid = 'pg_class'::regclass AND x.refclassid = 'pg_class'::regclass AND x.refobjid = a.attrelid
                AND x.refobjsubid = a.attnum AND x.deptype = 'i') END AS identity,
    CASE WHEN a.attcollation <> t.typcollation THEN (SELECT format('%I.%I', ln.nspname, l.collname) FROM pg_collation l
        JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation,
    CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
    NULLIF(a.attcompression::text, '') AS compression,
    NULLIF(a.attstattarget, -1) AS "statistics target",
    array_to_string(a.attoptions, ', ') AS options,
    CASE WHEN a.attfdwoptions IS NOT NULL THEN (SELECT string_agg(format('%I %L', u.option_name, u.option_value), ', '
        ORDER BY u.option_name) FROM pg_options_to_table(a.attfdwoptions) u) END AS "server options",
    CASE WHEN a.attinhcount > 0 THEN CASE WHEN a.attislocal THEN 'and own' ELSE 'yes' END END AS inherited,
    (SELECT e.description FROM pg_description e WHERE e.objoid = a.attrelid AND e.classoid = 'pg_class'::regclass AND e.objsubid = a.attnum) AS comment
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e');

-- constraints of tables and domains; those of NOT NULL (PostgreSQL 18) are told of their columns
SELECT CASE k.contype WHEN 'p' THEN 'PRIMARY_KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'f' THEN 'FOREIGN_KEY' WHEN 'x' THEN 'EXCLUSION'
        ELSE 'CHECK' END AS kind,
    n.nspname AS path1, COALESCE(c.relname, t.typname) AS path2, k.conname AS path3,
    pg_get_constraintdef(k.oid) AS definition,
    CASE WHEN k.contype IN ('p', 'u', 'x') THEN pg_get_indexdef(k.conindid) END AS index,
    CASE WHEN i.indisclustered THEN 'yes' END AS clustered,
    CASE WHEN i.indisreplident THEN 'yes' END AS "replica identity",
    CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT s.spcname FROM pg_class ic JOIN pg_tablespace s ON s.oid = ic.reltablespace
        WHERE ic.oid = k.conindid) END AS tablespace,
    CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT e.description FROM pg_description e WHERE e.objoid = k.conindid AND e.classoid = 'pg_class'::regclass AND e.objsubid = 0) END AS "index comment",
    CASE WHEN k.coninhcount > 0 THEN CASE WHEN k.conislocal THEN 'and own' ELSE 'yes' END END AS inherited,
    (SELECT p.conname FROM pg_constraint p WHERE p.oid = k.conparentid) AS "part of",
    CASE WHEN k.contype = 'f' THEN (SELECT NULLIF(string_agg(DISTINCT g.tgenabled::text, '' ORDER BY g.tgenabled::text), 'O')
        FROM pg_trigger g WHERE g.tgconstraint = k.oid) END AS "fires",
    (SELECT e.description FROM pg_description e WHERE e.objoid = k.oid AND e.classoid = 'pg_constraint'::regclass AND e.objsubid = 0) AS comment
FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
LEFT JOIN pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_type t ON t.oid = k.contypid
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.deptype = 'e' AND (x.classid = 'pg_class'::regclass AND x.objid = k.conrelid AND k.conrelid <> 0
        OR x.classid = 'pg_type'::regclass AND x.objid = k.contypid AND k.contypid <> 0));

-- a NOT NULL by another name than its own, one that comes from a parent, or one that is not inherited or not yet checked; 18 alone has such rows
SELECT * FROM (SELECT 'COLUMN' AS kind, n.nspname AS path1, c.relname AS path2, a.attname AS path3,
    NULLIF(concat_ws(' ', CASE WHEN (k.coninhcount > 0 OR k.conname <> left(c.relname || '_' || a.attname || '_not_null', 63))
            AND length(c.relname || a.attname) < 53 THEN format('%I', k.conname) END,
        CASE WHEN k.connoinherit THEN 'no inherit' END, CASE WHEN NOT k.convalidated THEN 'not valid' END), '') AS "not null constraint",
    (SELECT e.description FROM pg_description e WHERE e.objoid = k.oid AND e.classoid = 'pg_constraint'::regclass AND e.objsubid = 0) AS "not null comment"
FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'n' AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')) AS told
WHERE "not null constraint" IS NOT NULL OR "not null comment" IS NOT NULL;

-- indexes that no constraint stands for
SELECT 'INDEX' AS kind, n.nspname AS path1, t.relname AS path2, c.relname AS path3,
    pg_get_indexdef(i.indexrelid) AS definition,
    CASE WHEN NOT i.indisvalid THEN 'no' END AS valid,
    CASE WHEN i.indisclustered THEN 'yes' END AS clustered,
    CASE WHEN i.indisreplident THEN 'yes' END AS "replica identity",
    (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
    (SELECT p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = c.oid) AS "part of",
    (SELECT string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS "statistics targets",
    (SELECT e.description FROM pg_description e WHERE e.objoid = c.oid AND e.classoid = 'pg_class'::regclass AND e.objsubid = 0) AS comment
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${scope} AND t.relkind IN ('r', 'p', 'm') AND NOT EXISTS (SELECT 1 FROM pg_constraint k
        WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    AND NOT EXISTS (SELECT 1 FROM pg_depend x
        WHERE x.classid = 'pg_class'::regclass AND x.objid IN (c.oid, t.oid) AND x.deptype = 'e');

-- sequences; those of identity columns are told of their columns
SELECT 'SEQUENCE' AS kind, n.nspname AS path1, c.relname AS path2,
    format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum,
    s.seqcache AS cache, CASE WHEN s.seqcycle THEN 'yes' END AS cycle,
    CASE c.relpersistence WHEN 'u' THEN 'yes' END AS unlogged,
    (SELECT format('%I.%I.%I', tn.nspname, t.relname, a.attname) FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
        JOIN pg_namespace tn ON tn.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a') AS "owned by",
    obj_description(c.oid, 'pg_class') AS comment
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.objsubid = 0 AND x.deptype IN ('e', 'i'));

-- types but those of tables and arrays; a multirange comes with its range
SELECT CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'r' THEN 'RANGE_TYPE' WHEN 'c' THEN 'COMPOSITE_TYPE'
        ELSE 'BASE_TYPE' END AS kind,
    n.nspname AS path1, t.typname AS path2,
    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS "values",
    CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS type,
    CASE WHEN t.typnotnull THEN 'yes' END AS "not null",
    CASE WHEN t.typtype = 'd' THEN COALESCE(pg_get_expr(t.typdefaultbin, 0), t.typdefault) END AS "default",
    CASE WHEN t.typtype = 'd' AND t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)
        THEN t.typcollation::regcollation::text END AS collation,
    (SELECT concat_ws(', ', 'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
            (SELECT format('SUBTYPE_OPCLASS = %I.%I', qn.nspname, q.opcname) FROM pg_opclass q
                JOIN pg_namespace qn ON qn.oid = q.opcnamespace WHERE q.oid = r.rngsubopc),
            'COLLATION = ' || NULLIF(r.rngcollation, 0)::regcollation, 'CANONICAL = ' || NULLIF(r.rngcanonical::oid, 0)::regproc,
            'SUBTYPE_DIFF = ' || NULLIF(r.rngsubdiff::oid, 0)::regproc, 'MULTIRANGE_TYPE_NAME = ' || r.rngmultitypid::regtype)
        FROM pg_range r WHERE r.rngtypid = t.oid) AS range,
    CASE WHEN t.typtype = 'b' THEN format('input %s output %s receive %s send %s typmod %s %s analyze %s length %s by value %s align %s'
            || ' storage %s category %s preferred %s delimiter %s element %s default %s', t.typinput, t.typoutput, t.typreceive,
        t.typsend, t.typmodin, t.typmodout, t.typanalyze, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred,
        t.typdelim, t.typelem::regtype, t.typdefault) END AS definition,
    obj_description(t.oid, 'pg_type') AS comment
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE ${scope} AND (t.typtype IN ('e', 'd', 'r')
        OR t.typtype = 'b' AND NOT EXISTS (SELECT 1 FROM pg_type e WHERE e.typarray = t.oid)
        OR t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class r WHERE r.oid = t.typrelid AND r.relkind = 'c'))
    AND NOT EXISTS (SELECT 1 FROM pg_depend x
        WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e');

-- routines, but not those that come with a range type
SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END AS kind,
    n.nspname AS path1,
    p.proname || '(' || COALESCE((SELECT string_agg(format_type(u.type, NULL), ', ' ORDER BY u.at)
        FROM unnest(p.proargtypes) WITH ORDINALITY AS u(type, at)), '') || ')' AS path2,
    CASE WHEN p.prokind = 'a' THEN (SELECT format('CREATE AGGREGATE %I.%I(%s) (', n.nspname, p.proname,
                COALESCE(NULLIF(pg_get_function_arguments(p.oid), ''), '*')) || E'\n    ' || concat_ws(E',\n    ',
                'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL),
                'SSPACE = ' || NULLIF(a.aggtransspace, 0), 'FINALFUNC = ' || NULLIF(a.aggfinalfn::oid, 0)::regproc,
                CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                CASE WHEN a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN 'FINALFUNC_MODIFY = '
                    || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                'COMBINEFUNC = ' || NULLIF(a.aggcombinefn::oid, 0)::regproc, 'SERIALFUNC = ' || NULLIF(a.aggserialfn::oid, 0)::regproc,
                'DESERIALFUNC = ' || NULLIF(a.aggdeserialfn::oid, 0)::regproc, 'INITCOND = ' || quote_literal(a.agginitval),
                'MSFUNC = ' || NULLIF(a.aggmtransfn::oid, 0)::regproc, 'MINVFUNC = ' || NULLIF(a.aggminvtransfn::oid, 0)::regproc,
                'MSTYPE = ' || format_type(NULLIF(a.aggmtranstype, 0), NULL), 'MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
                'MFINALFUNC = ' || NULLIF(a.aggmfinalfn::oid, 0)::regproc, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                CASE WHEN a.aggmtransfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
                    THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                        ELSE 'READ_WRITE' END END,
                'MINITCOND = ' || quote_literal(a.aggminitval),
                (SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, so.oprname) FROM pg_operator so
                    JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop),
                CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
                CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END) || E'\n)'
        FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
        ELSE pg_get_functiondef(p.oid) END AS definition,
    obj_description(p.oid, 'pg_proc') AS comment
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i'));

-- triggers, among them those that a partition has from its table: until 14 these count as internal
SELECT 'TRIGGER' AS kind, n.nspname AS path1, c.relname AS path2, t.tgname AS path3,
    pg_get_triggerdef(t.oid) AS definition,
    CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replica' WHEN 'A' THEN 'always' END AS fires,
    CASE WHEN t.tgparentid <> 0 THEN 'yes' END AS inherited,
    obj_description(t.oid, 'pg_trigger') AS comment
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0) AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.deptype = 'e' AND (x.classid = 'pg_class'::regclass AND x.objid = c.oid
        OR x.classid = 'pg_trigger'::regclass AND x.objid = t.oid));

SELECT 'RULE' AS kind, n.nspname AS path1, c.relname AS path2, r.rulename AS path3,
    pg_get_ruledef(r.oid) AS definition,
    CASE r.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replica' WHEN 'A' THEN 'always' END AS fires,
    obj_description(r.oid, 'pg_rewrite') AS comment
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.deptype = 'e' AND (x.classid = 'pg_class'::regclass AND x.objid = c.oid
        OR x.classid = 'pg_rewrite'::regclass AND x.objid = r.oid));

SELECT 'POLICY' AS kind, n.nspname AS path1, c.relname AS path2, p.polname AS path3,
    CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END AS "for",
    CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END AS "as",
    (SELECT string_agg(COALESCE(quote_ident(r.rolname), 'public'), ', ' ORDER BY r.rolname) FROM unnest(p.polroles) AS u(id)
        LEFT JOIN pg_roles r ON r.oid = u.id) AS "to",
    pg_get_expr(p.polqual, p.polrelid) AS "using",
    pg_get_expr(p.polwithcheck, p.polrelid) AS "with check",
    obj_description(p.oid, 'pg_policy') AS comment
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${scope};

SELECT 'STATISTICS' AS kind, n.nspname AS path1, s.stxname AS path2,
    pg_get_statisticsobjdef(s.oid) AS definition,
    NULLIF(s.stxstattarget, -1) AS target,
    obj_description(s.oid, 'pg_statistic_ext') AS comment
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE ${scope};

SELECT 'EVENT_TRIGGER' AS kind, e.evtname AS path1, e.evtevent AS event, array_to_string(e.evttags, ', ') AS tags,
    e.evtfoid::regprocedure AS function,
    CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replica' WHEN 'A' THEN 'always' END AS fires,
    obj_description(e.oid, 'pg_event_trigger') AS comment
FROM pg_event_trigger e JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace n ON n.oid = f.pronamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid AND x.deptype = 'e');

-- object ids below 16384 are those of a fresh database; a range type brings one; a cast belongs to the schemas of its types
SELECT 'CAST' AS kind, c.castsource::regtype || ' as ' || c.casttarget::regtype AS path1,
    CASE c.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' ELSE 'implicit' END AS context,
    CASE c.castmethod WHEN 'i' THEN 'inout' WHEN 'b' THEN 'binary' ELSE c.castfunc::regprocedure::text END AS "with",
    obj_description(c.oid, 'pg_cast') AS comment
FROM pg_cast c
WHERE c.oid >= 16384 AND NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.oid IN (c.castsource, c.casttarget) AND n.nspname <> 'pg_catalog' AND NOT (${scope}) AND NOT EXISTS (SELECT 1 FROM pg_depend x
        WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e'))
AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_cast'::regclass AND x.objid = c.oid AND x.deptype IN ('e', 'i'));

SELECT 'OPERATOR' AS kind, n.nspname AS path1,
    o.oprname || ' (' || COALESCE(NULLIF(o.oprleft, 0)::regtype::text, 'none') || ', ' || o.oprright::regtype || ')' AS path2,
    format('CREATE OPERATOR %I.%s (', n.nspname, o.oprname) || E'\n    ' || concat_ws(E',\n    ', 'FUNCTION = ' || o.oprcode,
        'LEFTARG = ' || format_type(NULLIF(o.oprleft, 0), NULL), 'RIGHTARG = ' || format_type(o.oprright, NULL),
        (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, co.oprname) FROM pg_operator co
            JOIN pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprcom),
        (SELECT format('NEGATOR = OPERATOR(%I.%s)', cn.nspname, co.oprname) FROM pg_operator co
            JOIN pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprnegate),
        'RESTRICT = ' || NULLIF(o.oprrest::oid, 0)::regproc, 'JOIN = ' || NULLIF(o.oprjoin::oid, 0)::regproc,
        CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || E'\n)' AS definition,
    obj_description(o.oid, 'pg_operator') AS comment
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprcode <> 0 AND ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_operator'::regclass AND x.objid = o.oid AND x.deptype = 'e');

SELECT 'OPERATOR_CLASS' AS kind, n.nspname AS path1, o.opcname || ' using ' || a.amname AS path2,
    format('CREATE OPERATOR CLASS %I.%I%s', n.nspname, o.opcname, CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END)
        || format(' FOR TYPE %s USING %I', format_type(o.opcintype, NULL), a.amname)
        || COALESCE((SELECT format(' FAMILY %I.%I', fn.nspname, f.opfname) FROM pg_opfamily f JOIN pg_namespace fn ON fn.oid = f.opfnamespace
            WHERE f.oid = o.opcfamily AND (f.opfname <> o.opcname OR f.opfnamespace <> o.opcnamespace)), '')
        || E' AS\n    ' || concat_ws(E',\n    ',
            (SELECT string_agg(format('OPERATOR %s %s', p.amopstrategy, p.amopopr::regoperator)
                || COALESCE((SELECT format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname) FROM pg_opfamily sf
                    JOIN pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = p.amopsortfamily), ''), E',\n    '
                ORDER BY p.amopstrategy, p.amopopr::regoperator::text) FROM pg_amop p WHERE p.amopfamily = o.opcfamily),
            (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
                    format_type(p.amprocrighttype, NULL), p.amproc::regprocedure), E',\n    '
                ORDER BY p.amprocnum, p.amproc::regprocedure::text) FROM pg_amproc p WHERE p.amprocfamily = o.opcfamily),
            'STORAGE ' || format_type(NULLIF(o.opckeytype, 0), NULL)) AS definition,
    obj_description(o.oid, 'pg_opclass') AS comment
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_opclass'::regclass AND x.objid = o.oid AND x.deptype = 'e');

SELECT 'COLLATION' AS kind, n.nspname AS path1, c.collname AS path2,
    concat_ws(', ', CASE c.collprovider WHEN 'i' THEN 'PROVIDER = icu' WHEN 'b' THEN 'PROVIDER = builtin' ELSE 'PROVIDER = libc' END,
        CASE WHEN c.collprovider IN ('i', 'b') THEN format('LOCALE = %L',
                COALESCE(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale', c.collcollate))
            WHEN c.collcollate = c.collctype THEN format('LOCALE = %L', c.collcollate)
            ELSE format('LC_COLLATE = %L, LC_CTYPE = %L', c.collcollate, c.collctype) END,
        CASE WHEN NOT c.collisdeterministic THEN 'DETERMINISTIC = false' END,
        'RULES = ' || quote_literal(to_jsonb(c)->>'collicurules')) AS definition,
    obj_description(c.oid, 'pg_collation') AS comment
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_collation'::regclass AND x.objid = c.oid AND x.deptype = 'e');

SELECT 'PUBLICATION' AS kind, p.pubname AS path1,
    concat_ws(', ', format('publish = %L', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)),
        'publish_via_partition_root = ' || p.pubviaroot::text,
        CASE WHEN to_jsonb(p)->>'pubgencols' IN ('s', 'true') THEN 'publish_generated_columns = stored' END) AS options,
    CASE WHEN p.puballtables THEN 'ALL TABLES' ELSE NULLIF(concat_ws(', ',
        (SELECT 'TABLE ' || string_agg(format('ONLY %I.%I', tn.nspname, t.relname)
                || CASE WHEN jsonb_typeof(to_jsonb(r)->'prattrs') = 'array' THEN (SELECT format(' (%s)',
                        string_agg(quote_ident(k.attname), ', ' ORDER BY k.attnum)) FROM pg_attribute k WHERE k.attrelid = r.prrelid
                        AND to_jsonb(r)->'prattrs' @> to_jsonb(k.attnum)) ELSE '' END
                || COALESCE(' WHERE (' || (SELECT to_jsonb(f)->>'rowfilter' FROM pg_publication_tables f WHERE f.pubname = p.pubname
                        AND f.schemaname = tn.nspname AND f.tablename = t.relname) || ')', ''), ', ' ORDER BY tn.nspname, t.relname)
            FROM pg_publication_rel r JOIN pg_class t ON t.oid = r.prrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
            WHERE r.prpubid = p.oid),
        -- since 15; its catalog is not there before, but these dependencies would be
        (SELECT string_agg(format('TABLES IN SCHEMA %I', tn.nspname), ', ' ORDER BY tn.nspname)
            FROM pg_depend d JOIN pg_depend e ON e.classid = d.classid AND e.objid = d.objid AND e.refclassid = 'pg_namespace'::regclass
            JOIN pg_namespace tn ON tn.oid = e.refobjid
            WHERE d.refclassid = 'pg_publication'::regclass AND d.refobjid = p.oid)), '') END AS tables,
    obj_description(p.oid, 'pg_publication') AS comment
FROM pg_publication p
WHERE NOT EXISTS (SELECT 1 FROM pg_publication_rel r JOIN pg_class t ON t.oid = r.prrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE r.prpubid = p.oid AND NOT (${scope}));

-- options of servers hold no passwords: those stand in user mappings, which are left out like rights
SELECT 'FOREIGN_SERVER' AS kind, s.srvname AS path1, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
    (SELECT string_agg(format('%I %L', u.option_name, u.option_value), ', ' ORDER BY u.option_name)
        FROM pg_options_to_table(s.srvoptions) u) AS options,
    obj_description(s.oid, 'pg_foreign_server') AS comment
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw;

SELECT 'TEXT_SEARCH' AS kind, n.nspname AS path1, 'configuration ' || c.cfgname AS path2,
    (SELECT format('%I.%I', pn.nspname, p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace
        WHERE p.oid = c.cfgparser) AS parser,
    (SELECT string_agg(format('%I WITH %s', k.alias, m.dictionaries), E'\n' ORDER BY k.alias) FROM (SELECT m.maptokentype,
                string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS dictionaries
            FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
            WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) m
        JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype) AS mapping,
    obj_description(c.oid, 'pg_ts_config') AS comment
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_ts_config'::regclass AND x.objid = c.oid AND x.deptype = 'e');

SELECT 'TEXT_SEARCH' AS kind, n.nspname AS path1, 'dictionary ' || d.dictname AS path2,
    (SELECT format('%I.%I', tn.nspname, t.tmplname) FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
        WHERE t.oid = d.dicttemplate) AS template,
    d.dictinitoption AS options,
    obj_description(d.oid, 'pg_ts_dict') AS comment
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE ${scope} AND NOT EXISTS (SELECT 1 FROM pg_depend x
    WHERE x.classid = 'pg_ts_dict'::regclass AND x.objid = d.oid AND x.deptype = 'e');
