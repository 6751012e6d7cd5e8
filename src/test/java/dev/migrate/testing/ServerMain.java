package dev.migrate.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Starts every server for the integration tests, whose Maven runs are processes of their own, and writes how to reach
 * them to a properties file: {@code it.postgresql.url}, {@code it.postgresql.user}, {@code it.postgresql.password}, and
 * the like for {@code postgresqlOld}, {@code mysql} and {@code mariadb}.
 *
 * <p>The build starts this class and goes on when it ends. The servers belong to a second process, which stops them
 * when the build has ended in whatever way, or when another build has written the file.
 */
public final class ServerMain {
    private static final String KEEPER = "it.keeper";
    private static final long PATIENCE_SECONDS = 180;

    private ServerMain() {}

    /**
     * Returns when the servers are up.
     *
     * @param args the properties file to write
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]).toAbsolutePath();
        if (args.length == 1) {
            startKeeper(file);
        } else {
            keep(file, Long.parseLong(args[1]));
        }
    }

    private static void startKeeper(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        ProcessHandle build = ProcessHandle.current()
                .parent()
                .orElseThrow(() -> new IllegalStateException("no process to keep the servers for"));
        Path log = file.resolveSibling(file.getFileName() + ".log");
        Process keeper = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dmigrate.test.servers=" + System.getProperty("migrate.test.servers", "target/servers"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerMain.class.getName(),
                        file.toString(),
                        Long.toString(build.pid())))
                // not inherited: the build would wait for the end of its output
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file)) {
            if (!keeper.isAlive() || System.nanoTime() > end) {
                keeper.destroy();
                throw new IllegalStateException("the servers did not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private static void keep(Path file, long buildPid) throws IOException, InterruptedException {
        Properties properties = new Properties();
        for (TestServer server : TestServer.values()) {
            if (server != TestServer.SQLITE) {
                describe(server, properties);
            }
        }
        String self = Long.toString(ProcessHandle.current().pid());
        properties.setProperty(KEEPER, self);
        Path unfinished = file.resolveSibling(file.getFileName() + "." + self);
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            properties.store(out, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        while (ProcessHandle.of(buildPid).isPresent() && self.equals(keeper(file))) {
            Thread.sleep(500);
        }
        System.exit(0); // the servers end by the JVM's shutdown hooks
    }

    static void describe(TestServer server, Properties properties) {
        try {
            Login admin = server.address().admin();
            String prefix = "it." + server.key() + ".";
            properties.setProperty(prefix + "url", admin.url());
            properties.setProperty(prefix + "user", admin.user());
            properties.setProperty(prefix + "password", admin.password());
        } catch (ServerUnavailableException unavailable) {
            if ("true".equals(System.getenv("CI"))) {
                throw unavailable.skipOrFail();
            }
            // absent from the file, which tells the integration tests to skip it
            System.out.println(unavailable.getMessage());
        }
    }

    private static String keeper(Path file) {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException removed) {
            return "";
        }
        return properties.getProperty(KEEPER, "");
    }
}
