package dev.migrate.dialect.sqlite;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.BorrowedScratch;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SQLite file that is kept for trying scripts out. */
final class SqliteShadow extends BorrowedScratch {

    private final @Nullable SideLock use;

    private SqliteShadow(DatabaseSettings settings, Session keeper, @Nullable SideLock use) {
        super(settings, keeper);
        this.use = use;
    }

    static ScratchPlace borrow(SqliteDialect dialect, DatabaseSettings shadow, RunIdentity identity) {
        SideLock use = SqliteSession.file(shadow.url())
                .map(file -> new SideLock(
                        file.resolveSibling(file.getFileName() + "-shadow"),
                        identity.display() + " [" + identity.runId() + "]"))
                .orElse(null);
        return new SqliteShadow(shadow.at(shadow.url(), null), dialect.open(shadow, identity, true), use).begin();
    }

    @Override
    protected boolean hold() throws SQLException {
        execute("PRAGMA foreign_keys = OFF");
        return use == null || use.tryLock();
    }

    @Override
    protected List<String> present() {
        return List.of();
    }

    @Override
    protected void clear(List<String> kept) throws SQLException {
        List<String> drops = new ArrayList<>();
        // the tables behind a virtual one go with it, and cannot be dropped before
        for (List<@Nullable String> row : keeper().rows(
                        "SELECT s.type, s.name FROM main.sqlite_schema s WHERE s.type IN ('trigger', 'view', 'table')"
                                + " AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND s.name <> '" + MARK
                                + "' ORDER BY s.type = 'table', s.sql LIKE"
                                + " 'CREATE VIRTUAL%' DESC, s.type")) {
            drops.add("DROP " + row.get(0) + " IF EXISTS " + keeper().dialect().quote(String.valueOf(row.get(1))));
        }
        attempt(drops);
    }

    @Override
    protected void prepare() {
        // no schemas here
    }

    @Override
    protected String mark() {
        return keeper().dialect().quote(MARK);
    }

    @Override
    protected void end() throws SQLException {
        if (use != null) {
            use.unlock();
        }
    }
}
