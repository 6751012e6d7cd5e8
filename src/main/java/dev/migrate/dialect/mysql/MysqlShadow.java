package dev.migrate.dialect.mysql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.BorrowedScratch;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MySQL or MariaDB database that is kept for trying scripts out. */
final class MysqlShadow extends BorrowedScratch {

    private static final String COLLATION = "collation ";

    private MysqlShadow(DatabaseSettings settings, Session keeper) {
        super(settings, keeper);
    }

    static ScratchPlace borrow(MysqlDialect dialect, DatabaseSettings shadow, RunIdentity identity) {
        return new MysqlShadow(shadow.at(shadow.url(), null), dialect.open(shadow, identity, true)).begin();
    }

    @Override
    protected boolean hold() throws SQLException {
        execute("SET SESSION wait_timeout = 31536000, SESSION lock_wait_timeout = 10, SESSION foreign_key_checks = 0");
        return "1"
                .equals(keeper().value("SELECT GET_LOCK(CONCAT('migrate-shadow:', SHA1(IFNULL(DATABASE(), ''))), 0)"));
    }

    @Override
    protected List<String> present() throws SQLException {
        return texts("SELECT CONCAT('" + COLLATION + "', @@collation_database)");
    }

    @Override
    protected void clear(List<String> kept) throws SQLException {
        String here = "_schema = DATABASE()";
        List<String> drops = new ArrayList<>();
        for (List<@Nullable String> row : keeper().rows(
                        "SELECT CASE table_type WHEN 'VIEW' THEN 'VIEW' WHEN 'SEQUENCE' THEN"
                                + " 'SEQUENCE' ELSE 'TABLE' END, table_name FROM information_schema.tables WHERE table"
                                + here
                                + " AND table_name <> '" + MARK + "'")) {
            drops.add("DROP " + row.get(0) + " IF EXISTS " + quoted(row.get(1)));
        }
        for (List<@Nullable String> row : keeper().rows(
                        "SELECT routine_type, routine_name FROM information_schema.routines WHERE routine" + here)) {
            drops.add("DROP " + row.get(0) + " IF EXISTS " + quoted(row.get(1)));
        }
        for (String event : texts("SELECT event_name FROM information_schema.events WHERE event" + here)) {
            drops.add("DROP EVENT IF EXISTS " + quoted(event));
        }
        for (String one : kept) {
            if (one.startsWith(COLLATION) && !one.equals(present().get(0))) {
                drops.add("ALTER DATABASE COLLATE " + one.substring(COLLATION.length()));
            }
        }
        attempt(drops);
    }

    @Override
    protected void prepare() {
        // the version table stands in the database itself
    }

    @Override
    protected String mark() {
        return quoted(MARK);
    }

    private String quoted(@Nullable String name) {
        return keeper().dialect().quote(String.valueOf(name));
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (List<@Nullable String> row : keeper().rows(query)) {
            texts.add(String.valueOf(row.get(0)));
        }
        return texts;
    }
}
