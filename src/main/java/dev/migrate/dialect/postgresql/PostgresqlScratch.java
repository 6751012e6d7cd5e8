package dev.migrate.dialect.postgresql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.JdbcUrl;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchFailure;
import dev.migrate.dialect.ScratchName;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A database beside the live one, and a session on that which holds a lock of the new one's name. Locks belong to the
 * database in which they are taken, but pg_locks shows them all, so whoever is connected elsewhere on the server sees
 * that the name is in use.
 */
final class PostgresqlScratch implements ScratchPlace {

    /** The first half of the lock's key; the second is the name's digits. */
    private static final int LOCK_CLASS = 0x6d696773;

    /** Settings that are lists of names, stored as they are written (guc.h, GUC_LIST_QUOTE). */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private final PostgresqlDialect dialect;
    private final DatabaseSettings live;
    private final RunIdentity identity;
    private final Session keeper;
    private final String name;
    private final DatabaseSettings settings;
    private final List<String> notes = new ArrayList<>();
    private boolean closed;

    private PostgresqlScratch(
            PostgresqlDialect dialect, DatabaseSettings live, RunIdentity identity, Session keeper, String name) {
        this.dialect = dialect;
        this.live = live;
        this.identity = identity;
        this.keeper = keeper;
        this.name = name;
        this.settings = live.at(JdbcUrl.withDatabase(live.url(), name), live.versionTableSchema());
    }

    static ScratchPlace make(PostgresqlDialect dialect, DatabaseSettings live, RunIdentity identity) {
        Session keeper = dialect.open(live, identity, true);
        var scratch = new PostgresqlScratch(dialect, live, identity, keeper, ScratchName.fresh());
        try {
            scratch.sweep();
            scratch.create();
            scratch.copySettings();
            scratch.prepare();
            return scratch;
        } catch (SQLException e) {
            scratch.close();
            if (keeper.classify(e) == FailureKind.PERMISSION) {
                throw ScratchFailure.noRight(live, "ALTER ROLE " + scratch.user() + " CREATEDB;", e);
            }
            throw ScratchFailure.notMade(live, e);
        } catch (MigrateException e) {
            scratch.close();
            // a pooler knows no database that was not there when it started
            throw ScratchFailure.notMade(live, e);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private String user() {
        return live.user() == null ? "…" : dialect.quote(live.user());
    }

    /**
     * Drops what killed processes left: a name is locked before the database is made, and as long as its maker lives.
     */
    private void sweep() throws SQLException {
        for (List<@Nullable String> row :
                keeper.rows("SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datname ~ '^" + ScratchName.PREFIX
                        + "[0-9a-f]{" + ScratchName.DIGITS + "}$' AND pg_catalog.pg_has_role(d.datdba, 'USAGE')"
                        + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory' AND"
                        + " l.objsubid = 2 AND l.classid::bigint = " + LOCK_CLASS + " AND l.objid::bigint ="
                        + " ('x' || right(d.datname, " + ScratchName.DIGITS + "))::bit(32)::bigint)")) {
            try {
                keeper.execute("DROP DATABASE IF EXISTS " + dialect.quote(String.valueOf(row.get(0))) + " WITH (FORCE)");
            } catch (SQLException ignored) {
                // Another run is dropping it, or what is connected there is somebody else's.
            }
        }
    }

    private void create() throws SQLException {
        // An idle session that the server ends (PostgreSQL 14) takes the lock with it.
        keeper.execute("SET idle_session_timeout = 0");
        keeper.value("SELECT pg_catalog.pg_advisory_lock(" + LOCK_CLASS + ", ('x' || right(" + dialect.literal(name)
                + ", " + ScratchName.DIGITS + "))::bit(32)::int)");
        List<@Nullable String> is = keeper.rows(
                        "SELECT pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, j.d ->>"
                            + " 'datlocprovider', COALESCE(j.d ->> 'datlocale', j.d ->> 'daticulocale'), j.d ->>"
                            + " 'daticurules' FROM pg_catalog.pg_database d CROSS JOIN LATERAL pg_catalog.to_jsonb(d)"
                            + " AS j(d) WHERE d.datname = pg_catalog.current_database()")
                .get(0);
        // template1 may hold anything, and cannot be copied while somebody is connected to it
        var sql = new StringBuilder("CREATE DATABASE " + dialect.quote(name) + " TEMPLATE template0");
        option(sql, "ENCODING", is.get(0));
        option(sql, "LC_COLLATE", is.get(1));
        option(sql, "LC_CTYPE", is.get(2));
        String provider = is.get(3);
        if ("i".equals(provider)) {
            sql.append(" LOCALE_PROVIDER icu");
            option(sql, "ICU_LOCALE", is.get(4));
            option(sql, "ICU_RULES", is.get(5));
        } else if ("b".equals(provider)) {
            sql.append(" LOCALE_PROVIDER builtin");
            option(sql, "BUILTIN_LOCALE", is.get(4));
        } else if (provider != null) {
            sql.append(" LOCALE_PROVIDER libc");
        }
        keeper.execute(sql.toString());
    }

    private void option(StringBuilder sql, String word, @Nullable String value) {
        if (value != null) {
            sql.append(' ').append(word).append(' ').append(dialect.literal(value));
        }
    }

    /** Settings of the database, and of this user in it. */
    private void copySettings() throws SQLException {
        for (List<@Nullable String> row :
                keeper.rows("SELECT r.setrole = 0, s.setting FROM pg_catalog.pg_db_role_setting r JOIN"
                    + " pg_catalog.pg_database d ON d.oid = r.setdatabase, pg_catalog.unnest(r.setconfig) AS"
                    + " s(setting) WHERE d.datname = pg_catalog.current_database() AND r.setrole IN (0, (SELECT u.oid"
                    + " FROM pg_catalog.pg_roles u WHERE u.rolname = session_user)) ORDER BY r.setrole")) {
            String setting = String.valueOf(row.get(1));
            String key = setting.substring(0, setting.indexOf('='));
            String value = setting.substring(setting.indexOf('=') + 1);
            String whose = "t".equals(row.get(0)) ? "ALTER DATABASE " : "ALTER ROLE SESSION_USER IN DATABASE ";
            try {
                keeper.execute(whose + dialect.quote(name) + " SET " + quotedKey(key) + " = " + quotedValue(key, value));
            } catch (SQLException e) {
                notes.add("the scratch database has no \"" + key + "\" as the database of \"" + live.name() + "\" has: "
                        + e.getMessage());
            }
        }
    }

    /** A setting of an extension is two names with a dot between. */
    private String quotedKey(String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? dialect.quote(key)
                : dialect.quote(key.substring(0, dot)) + "." + dialect.quote(key.substring(dot + 1));
    }

    private String quotedValue(String key, String value) {
        if (!LISTS.contains(key)) {
            return dialect.literal(value);
        }
        // an empty name in quotes is stored, but not read
        return value.isEmpty() ? "''" : value.replaceAll("(^|, )\"\"(?=,|$)", "$1''");
    }

    /** The schema in which the live session makes its objects, where the scripts are not those who make it. */
    private void prepare() throws SQLException {
        try (Session session = dialect.open(settings, identity, true)) {
            if (session.defaultSchema() == null && keeper.defaultSchema() != null) {
                session.execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quote(keeper.defaultSchema()));
            }
            if (settings.versionTableSchema() != null) {
                session.execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quote(settings.versionTableSchema()));
            }
        }
    }

    @Override
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        String drop = "DROP DATABASE IF EXISTS " + dialect.quote(name) + " WITH (FORCE)";
        try {
            keeper.execute(drop);
        } catch (SQLException lost) {
            try (Session again = dialect.open(live, identity, true)) {
                again.execute(drop);
            } catch (SQLException | MigrateException ignored) {
                // The next run drops it.
            }
        }
        keeper.close();
    }
}
