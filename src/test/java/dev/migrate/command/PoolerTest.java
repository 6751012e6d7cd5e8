package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Where {@code pgbouncer} is installed. */
@DisplayName("Behind PgBouncer")
class PoolerTest {

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void aPoolerInTransactionModeIsRefusedAndOneInSessionModeServes(TestDatabase database) throws Exception {
        assumeTrue(onPath("pgbouncer"), "no pgbouncer");
        Path folder = Files.createTempDirectory("migrate-pgbouncer");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String mode : List.of("transaction", "session")) {
            for (TransactionMode transaction : new TransactionMode[] {null, TransactionMode.NONE}) {
                try (Pooler pooler = new Pooler(folder, database, mode)) {
                    Scratch s = Marks.project(folder.resolve("project"), database);
                    s.mode = transaction;
                    Login direct = s.login;
                    s.login = pooler.login(direct);
                    if (mode.equals("transaction")) {
                        var e = catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"));
                        assertThat(e.diagnostics().get(0).code()).isEqualTo("lock/pooler");
                        assertThat(s.hasTable("migrate_version")).isFalse();
                        // What was taken must not stay with a server session that the pooler keeps.
                        s.login = direct;
                        s.lockWait = java.time.Duration.ofSeconds(2);
                        s.upgrade("head");
                        Marks.cleanUp(s, direct);
                    } else {
                        s.upgrade("head");
                        Marks.check(s, mode);
                        Marks.cleanUp(s, direct);
                    }
                }
            }
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, program)));
    }

    private static final class Pooler implements AutoCloseable {
        private final int port;
        private final URI server;
        private final Process process;

        Pooler(Path folder, TestDatabase database, String mode) throws Exception {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            server = URI.create(database.url().substring("jdbc:".length()));
            Path users = folder.resolve("users.txt");
            Files.writeString(users, "\"" + database.user() + "\" \"" + database.password() + "\"\n");
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(
                    settings,
                    "[databases]\n* = host=" + server.getHost() + " port=" + server.getPort()
                            + "\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
                            + "listen_port = " + port + "\nunix_socket_dir =\nauth_type = trust\nauth_file = " + users
                            + "\npool_mode = " + mode + "\nignore_startup_parameters = extra_float_digits\n");
            List<String> command = new ArrayList<>();
            if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                command.addAll(List.of("runuser", "-u", "nobody", "--"));
            }
            command.addAll(List.of("pgbouncer", settings.toString()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            for (int i = 0; ; i++) {
                try {
                    new Socket("127.0.0.1", port).close();
                    return;
                } catch (java.io.IOException notYet) {
                    if (i > 500 || !process.isAlive()) {
                        throw new AssertionError(Files.readString(folder.resolve("log")), notYet);
                    }
                    Thread.sleep(20);
                }
            }
        }

        Login login(Login direct) {
            return new Login(
                    direct.url().replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + port),
                    direct.user(),
                    direct.password());
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
