package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.TransactionMode;
import dev.migrate.testing.CuttingProxy;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Round trips")
class RoundTripTest {

    private static final int REVISIONS = 100;

    /** Connecting, the lock, reading where the database stands, giving the lock back; and batches that grow with the speed of the machine. */
    private static final int CONSTANT = 90;

    @TempDir
    Path folder;

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void areFarFewerThanRevisions(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION}) {
            Scratch s = new Scratch(folder, database);
            s.mode = mode;
            for (int i = 1; i <= REVISIONS; i++) {
                s.revision(
                        "r" + i,
                        "CREATE TABLE t" + i + " (n INTEGER PRIMARY KEY);\nINSERT INTO t" + i + " VALUES (" + i + ");",
                        "DROP TABLE t" + i + ";");
            }
            try (CuttingProxy proxy = new CuttingProxy(database)) {
                s.login = proxy.login(database);
                s.upgrade("head");
                assertThat(proxy.trips()).as("up, %s", mode).isLessThan(CONSTANT);
                proxy.allow(Long.MAX_VALUE, Long.MAX_VALUE);
                s.downgrade("base");
                assertThat(proxy.trips()).as("down, %s", mode).isLessThan(CONSTANT);
            }
        }
    }
}
