package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Lease;
import dev.migrate.dialect.OwnTables;
import java.util.List;

/** The lease on MySQL and MariaDB. */
final class MysqlLease extends Lease {

    MysqlLease(MysqlDialect dialect, OwnTables tables) {
        super(dialect, tables);
    }

    /** UNIX_TIMESTAMP would count the hour twice that a time zone has twice. */
    @Override
    protected String now() {
        return "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000)";
    }

    @Override
    public List<String> create() {
        return List.of(
                createTable() + MysqlDialect.TABLE_OPTIONS,
                "INSERT IGNORE INTO " + table + " VALUES (1, '', '', 0, 0)");
    }

    /** The lock of the session is held for as long as that takes: a run that takes it afterwards sees the row. */
    @Override
    public List<String> take(String token, String holder, long expiryMillis) {
        return List.of(
                "SET @migrate_free = GET_LOCK(@migrate_lock, 0)",
                "UPDATE " + table + " SET " + taking(token, holder, expiryMillis)
                        + " WHERE @migrate_free = 1 AND id = 1 AND expires <= " + now(),
                "SET @migrate_free = IF(@migrate_free = 1, RELEASE_LOCK(@migrate_lock), NULL)");
    }

    @Override
    public String check(String token) {
        return failUnless("SELECT 1 FROM " + table + " WHERE " + isOf(token));
    }

    /** A locking read sees the last committed row whatever the transaction has read before (MySQL 8.0 Reference Manual, 15.7.2.4). */
    @Override
    public String fence(String token, long expiryMillis) {
        return failUnless("SELECT 1 FROM " + table + " WHERE " + isOf(token) + " FOR UPDATE");
    }

    /** A subquery of two rows is an error in every SQL mode; MariaDB's DO would swallow it. */
    private static String failUnless(String query) {
        return "SET @migrate_fence = (SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2) AS two WHERE NOT EXISTS ("
                + query + "))";
    }
}
