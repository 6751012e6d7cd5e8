package dev.migrate.dialect.mysql;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database beside the live one, and a session that holds a lock of its name as long as its maker lives. */
final class MysqlScratch implements ScratchPlace {

    private final MysqlDialect dialect;
    private final DatabaseSettings live;
    private final RunIdentity identity;
    private final Session keeper;
    private final String name;
    private final DatabaseSettings settings;
    private boolean closed;

    private MysqlScratch(
            MysqlDialect dialect, DatabaseSettings live, RunIdentity identity, Session keeper, String name) {
        this.dialect = dialect;
        this.live = live;
        this.identity = identity;
        this.keeper = keeper;
        this.name = name;
        // another schema for the version table would be another database, and not a scratch one
        this.settings = live.at(JdbcUrl.withDatabase(live.url(), name), null);
    }

    static ScratchPlace make(MysqlDialect dialect, DatabaseSettings live, RunIdentity identity) {
        Session keeper = dialect.open(live, identity, true);
        var scratch = new MysqlScratch(dialect, live, identity, keeper, ScratchName.fresh());
        try {
            // an idle session that the server ends takes the lock with it; a year is the most that is taken
            keeper.execute("SET SESSION wait_timeout = 31536000, SESSION lock_wait_timeout = 10");
            scratch.sweep();
            scratch.create();
            return scratch;
        } catch (SQLException e) {
            String user = scratch.user();
            scratch.close();
            if (keeper.classify(e) == FailureKind.PERMISSION) {
                throw ScratchFailure.noRight(
                        live, "GRANT ALL ON `" + ScratchName.PREFIX.replace("_", "\\_") + "%`.* TO " + user + ";", e);
            }
            throw ScratchFailure.notMade(live, e);
        } catch (MigrateException e) {
            scratch.close();
            throw ScratchFailure.notMade(live, e);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** The account as GRANT wants it. */
    private String user() {
        try {
            String account = String.valueOf(keeper.value("SELECT CURRENT_USER()"));
            int at = account.lastIndexOf('@');
            return dialect.literal(account.substring(0, at)) + "@" + dialect.literal(account.substring(at + 1));
        } catch (SQLException e) {
            return "…";
        }
    }

    /**
     * Drops what killed processes left: listed first and asked for its lock then, for the lock is older than the
     * database.
     */
    private void sweep() throws SQLException {
        for (List<@Nullable String> row :
                keeper.rows("SELECT schema_name FROM information_schema.schemata WHERE schema_name REGEXP '^"
                        + ScratchName.PREFIX + "[0-9a-f]{" + ScratchName.DIGITS + "}$'")) {
            String found = String.valueOf(row.get(0));
            try {
                if ("1".equals(keeper.value("SELECT IS_FREE_LOCK(" + dialect.literal(found) + ")"))) {
                    drop(keeper, found);
                }
            } catch (SQLException ignored) {
                // Another run is dropping it, or it belongs to somebody else.
            }
        }
    }

    private void create() throws SQLException {
        if (!"1".equals(keeper.value("SELECT GET_LOCK(" + dialect.literal(name) + ", 0)"))) {
            throw new SQLException("the lock \"" + name + "\" could not be taken");
        }
        List<@Nullable String> is = keeper.rows("SELECT @@character_set_database, @@collation_database")
                .get(0);
        keeper.execute(
                "CREATE DATABASE " + dialect.quote(name) + " CHARACTER SET " + is.get(0) + " COLLATE " + is.get(1));
    }

    /** DROP DATABASE waits for whoever still has a table open there, and nobody may have. */
    private void drop(Session session, String database) throws SQLException {
        for (List<@Nullable String> row : session.rows("SELECT id FROM information_schema.processlist WHERE db = "
                + dialect.literal(database) + " AND id <> CONNECTION_ID()")) {
            try {
                session.execute("KILL " + row.get(0));
            } catch (SQLException ignored) {
                // It has just ended by itself.
            }
        }
        session.execute("DROP DATABASE IF EXISTS " + dialect.quote(database));
    }

    @Override
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            drop(keeper, name);
        } catch (SQLException lost) {
            try (Session again = dialect.open(live, identity, true)) {
                drop(again, name);
            } catch (SQLException | MigrateException ignored) {
                // The next run drops it.
            }
        }
        keeper.close();
    }
}
