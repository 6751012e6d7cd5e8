package dev.migrate.command;

import dev.migrate.testing.Login;
import dev.migrate.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PgBouncer before a server, where it is installed. */
final class Pooler implements AutoCloseable {
    private final int port;
    private final URI server;
    private final Process process;

    /** Whether it is installed. */
    static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, "pgbouncer")));
    }

    /** Starts it; its folder must be readable for everyone. */
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
