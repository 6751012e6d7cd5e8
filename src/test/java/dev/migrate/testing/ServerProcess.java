package dev.migrate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a server's programs in its folder, and ends them with the JVM. */
record ServerProcess(ServerFolder folder) {
    private static final long PATIENCE_SECONDS = 120;

    /** Whether this JVM runs as root, which servers refuse unless told. */
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException notUnix) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Runs a program to its end. */
    void run(List<String> command) throws IOException, InterruptedException {
        Process process = begin(command);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("did not end: " + String.join(" ", command) + output());
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit value " + process.exitValue() + ": " + String.join(" ", command) + output());
        }
    }

    /** Starts a server and returns when it takes connections. With the JVM it is killed: nobody needs its data. */
    void serve(List<String> command, Login login) throws IOException, InterruptedException {
        serve(command, List.of(), login);
    }

    /** As {@link #serve(List, Login)}, but a command stops the server when the JVM ends. */
    void serve(List<String> command, List<String> stop, Login login) throws IOException, InterruptedException {
        Process process = begin(command);
        Files.writeString(folder.resolve("pid"), Long.toString(process.pid()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, stop)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                login.connect().close();
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new IOException("did not start: " + String.join(" ", command) + output(), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private Process begin(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // Of its own: MariaDB removes every temporary table's file that it finds at its start, whosever it is.
        builder.environment().put("TMPDIR", folder.temporary().toString());
        return builder.start();
    }

    private void stop(Process process, List<String> command) {
        try {
            if (!command.isEmpty()) {
                run(command);
            }
            ServerFolder.kill(process.toHandle());
            ServerCache.deleteTree(folder.path());
        } catch (IOException | InterruptedException e) {
            return; // the next build removes what is left
        }
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private String output() throws IOException {
        String text = Files.exists(log()) ? Files.readString(log()) : "";
        return System.lineSeparator() + text.substring(Math.max(0, text.length() - 3000));
    }
}
