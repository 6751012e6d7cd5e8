package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Holds the lock on a SQLite database, in a process of its own, until it is ended. */
final class LockMain {

    private LockMain() {}

    public static void main(String[] args) throws SQLException, InterruptedException {
        try (var connection = DriverManager.getConnection(args[0]);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            System.out.println("held");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    static Process start(String url) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LockMain.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        UpgradeMain.await(process, "held");
        return process;
    }
}
