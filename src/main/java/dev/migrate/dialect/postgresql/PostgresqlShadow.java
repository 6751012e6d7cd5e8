package dev.migrate.dialect.postgresql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.BorrowedScratch;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database that is kept for trying scripts out. */
final class PostgresqlShadow extends BorrowedScratch {

    private static final long LOCK_KEY = 0x6d69677361646f77L;

    private static final String USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private PostgresqlShadow(DatabaseSettings settings, Session keeper) {
        super(settings, keeper);
    }

    static ScratchPlace borrow(PostgresqlDialect dialect, DatabaseSettings shadow, RunIdentity identity) {
        return new PostgresqlShadow(
                        shadow.at(shadow.url(), shadow.versionTableSchema()), dialect.open(shadow, identity, true))
                .begin();
    }

    @Override
    protected boolean hold() throws SQLException {
        return "t".equals(keeper().value("SELECT pg_catalog.pg_try_advisory_lock(" + LOCK_KEY + ")"));
    }

    @Override
    protected List<String> present() throws SQLException {
        return texts("SELECT 'schema ' || n.nspname FROM pg_catalog.pg_namespace n WHERE " + USERS
                + " UNION ALL SELECT 'extension ' || e.extname FROM pg_catalog.pg_extension e");
    }

    /**
     * One statement an object, each a transaction of its own: DROP SCHEMA … CASCADE locks all at once, for which the
     * lock table is too small at about a thousand tables (max_locks_per_transaction).
     */
    @Override
    protected void clear(List<String> kept) throws SQLException {
        // these would run when the rest is dropped
        attempt(texts("SELECT pg_catalog.format('DROP EVENT TRIGGER %I CASCADE', e.evtname) FROM"
                + " pg_catalog.pg_event_trigger e"));
        attempt(texts("SELECT pg_catalog.format('DROP PUBLICATION %I', p.pubname) FROM pg_catalog.pg_publication p"));
        String mark = keeper().dialect().literal(mark());
        for (String catalog : List.of("pg_class", "pg_proc", "pg_type", "other")) {
            attempt(texts(
                    "SELECT 'DROP ' || CASE i.type WHEN 'statistics object' THEN 'STATISTICS' ELSE i.type END || ' IF"
                        + " EXISTS ' || i.identity || ' CASCADE' FROM pg_catalog.pg_depend d JOIN"
                        + " pg_catalog.pg_namespace n ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass"
                        + " AND n.oid = d.refobjid CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid,"
                        + " d.objid, 0) i WHERE " + USERS
                            + " AND d.objsubid = 0 AND i.type IS NOT NULL AND i.type <> 'composite type' AND NOT"
                            + " (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid ="
                            + " pg_catalog.to_regclass(" + mark
                            + ")) AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE"
                            + " x.classid = d.classid AND x.objid = d.objid AND x.deptype = 'e') AND "
                            + (catalog.equals("other")
                                    ? "true"
                                    : "d.classid = 'pg_catalog." + catalog + "'::pg_catalog.regclass")));
        }
        attempt(texts("SELECT pg_catalog.format('DROP CAST (%s AS %s)', c.castsource::pg_catalog.regtype,"
            + " c.casttarget::pg_catalog.regtype) FROM pg_catalog.pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS"
            + " (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND"
            + " x.objid = c.oid AND x.deptype = 'e')"));
        attempt(texts(
                "SELECT pg_catalog.format('DROP SERVER %I CASCADE', s.srvname) FROM pg_catalog.pg_foreign_server s"));
        List<String> drops = new ArrayList<>();
        for (String extension : texts("SELECT e.extname FROM pg_catalog.pg_extension e")) {
            if (!kept.contains("extension " + extension)) {
                drops.add("DROP EXTENSION IF EXISTS " + keeper().dialect().quote(extension) + " CASCADE");
            }
        }
        for (String schema : texts("SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE " + USERS)) {
            if (!kept.contains("schema " + schema)) {
                drops.add("DROP SCHEMA IF EXISTS " + keeper().dialect().quote(schema) + " CASCADE");
            }
        }
        for (String one : kept) {
            if (one.startsWith("schema ")) {
                drops.add("CREATE SCHEMA IF NOT EXISTS " + keeper().dialect().quote(one.substring("schema ".length())));
            }
        }
        attempt(drops);
    }

    @Override
    protected void prepare() throws SQLException {
        if (settings().versionTableSchema() != null) {
            execute("CREATE SCHEMA IF NOT EXISTS "
                    + keeper().dialect().quote(settings().versionTableSchema()));
        }
    }

    @Override
    protected String mark() {
        String schema = keeper().defaultSchema();
        return (schema == null ? "" : keeper().dialect().quote(schema) + ".")
                + keeper().dialect().quote(MARK);
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (List<@Nullable String> row : keeper().rows(query)) {
            texts.add(String.valueOf(row.get(0)));
        }
        return texts;
    }
}
