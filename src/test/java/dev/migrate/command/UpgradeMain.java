package dev.migrate.command;

import dev.migrate.config.LockSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An upgrade in a process of its own, for tests that kill it. It prints what the run tells. */
final class UpgradeMain {

    private UpgradeMain() {}

    public static void main(String[] args) {
        Scratch s = new Scratch(Path.of(args[0]), DatabaseKind.valueOf(args[1]), new Login(args[2], args[3], args[4]));
        s.lockTimeout = Duration.ofSeconds(20);
        s.told = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String text) {
                System.out.println(text);
                return true;
            }
        };
        System.out.println("ready");
        s.lock = new LockSettings(LockSettings.Form.valueOf(args[6]), Duration.parse(args[7]));
        s.mode = args[5].isEmpty() ? null : TransactionMode.valueOf(args[5]);
        if (args.length > 8) {
            s.resume();
        } else {
            s.upgrade("head");
        }
        System.out.println("done");
    }

    /** Starts it for the project of a test. */
    static Process start(Scratch s) throws IOException {
        return start(s, List.of());
    }

    /** Starts a repair that goes on with what an upgrade has left. */
    static Process resume(Scratch s) throws IOException {
        return start(s, List.of("resume"));
    }

    private static Process start(Scratch s, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                UpgradeMain.class.getName()));
        command.addAll(List.of(
                s.folder.toString(),
                s.database.kind().name(),
                s.login.url(),
                s.login.user(),
                s.login.password(),
                s.mode == null ? "" : s.mode.name(),
                s.lock.form().name(),
                s.lock.expiry().toString()));
        command.addAll(more);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits for a line that it prints. */
    static void await(Process process, String line) throws IOException {
        var reader = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String read = reader.readLine(); read != null; read = reader.readLine()) {
            said.add(read);
            if (read.contains(line)) {
                return;
            }
        }
        throw new AssertionError("\"" + line + "\" expected in " + said);
    }

    /** Ends it as kill -9 does. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
