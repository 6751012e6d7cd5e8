package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.CuttingProxy;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A connection that is cut anywhere")
class LostConnectionTest {

    private static final int CUTS = 12;

    @TempDir
    Path folder;

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void leavesARunThatGoesOn(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            if (database.kind().isMysqlFamily() && mode == TransactionMode.PER_REVISION) {
                continue; // the default there
            }
            Path project = folder.resolve(mode == null ? "default" : mode.name());
            Scratch s = Marks.project(project, database);
            s.mode = mode;
            try (CuttingProxy proxy = new CuttingProxy(database)) {
                var direct = s.login;
                s.login = proxy.login(database);
                s.upgrade("head");
                long forth = proxy.bytesToServer();
                long back = proxy.bytesToClient();
                Marks.check(s, "seed " + seed + ", no cut");
                for (int i = 0; i < CUTS; i++) {
                    Marks.cleanUp(s, direct);
                    boolean toServer = i % 2 == 0;
                    long most = toServer ? forth : back;
                    // From end to end, each time somewhere else.
                    long at = Math.max(1, most * (i / 2) / (CUTS / 2) + random.nextLong(most / (CUTS / 2)));
                    proxy.allow(toServer ? at : Long.MAX_VALUE, toServer ? Long.MAX_VALUE : at);
                    s.login = proxy.login(database);
                    String where = "seed " + seed + ", " + mode + ", cut after " + at + " bytes to the "
                            + (toServer ? "server" : "client");
                    try {
                        s.upgrade("head");
                    } catch (MigrateException e) {
                        Diagnostic d = e.diagnostics().get(0);
                        assertThat(proxy.hasCut()).as(where + ": " + d).isTrue();
                        assertThat(d.code()).as(where + ": " + d).matches("run/connection-lost|connect/.*");
                        assertThat(d.help()).as(where).isNotNull();
                    }
                    s.login = direct;
                    Marks.converge(s, where);
                    Marks.check(s, where);
                }
                Marks.cleanUp(s, direct);
            }
        }
    }
}
