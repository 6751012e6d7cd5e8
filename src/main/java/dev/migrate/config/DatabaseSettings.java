package dev.migrate.config;

import dev.migrate.sql.DatabaseKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to reach one database and to run on it.
 *
 * @param name the environment's name, or {@code environment/target}
 * @param url the JDBC URL, every variable expanded, no credentials in it
 * @param kind what the URL says the database is (a MariaDB reached by {@code jdbc:mysql:} is recognised once connected)
 * @param user null to leave it to the driver
 * @param password null to leave it to the driver
 * @param versionTable the table of the current revisions
 * @param versionTableSchema its schema, null for the connection's own
 * @param schemas the schemas to look at; empty for the connection's own
 * @param lockWait how long to wait for another run to finish
 * @param lockTimeout for each statement; null for the server's own
 * @param statementTimeout for each statement; null for none
 * @param retries how often a statement that ran into the lock time-out is tried again
 * @param transaction null for the database's default
 * @param lock how one run at a time is enforced
 */
public record DatabaseSettings(
        String name,
        String url,
        DatabaseKind kind,
        @Nullable String user,
        @Nullable Secret password,
        String versionTable,
        @Nullable String versionTableSchema,
        List<String> schemas,
        Duration lockWait,
        @Nullable Duration lockTimeout,
        @Nullable Duration statementTimeout,
        int retries,
        @Nullable TransactionMode transaction,
        LockSettings lock) {

    /** Copies the schemas. */
    public DatabaseSettings {
        schemas = List.copyOf(schemas);
    }

    /** The same for another database. */
    public DatabaseSettings at(String otherUrl, @Nullable String otherVersionTableSchema) {
        return new DatabaseSettings(
                name,
                otherUrl,
                kind,
                user,
                password,
                versionTable,
                otherVersionTableSchema,
                List.of(),
                lockWait,
                lockTimeout,
                statementTimeout,
                retries,
                transaction,
                lock);
    }
}
