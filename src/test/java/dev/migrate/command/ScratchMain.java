package dev.migrate.command;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a scratch database in a process of its own, for tests that end it, and tells its URL. */
final class ScratchMain {

    private ScratchMain() {}

    public static void main(String[] args) throws IOException {
        Scratch s = new Scratch(Path.of(args[0]), DatabaseKind.valueOf(args[1]), new Login(args[2], args[3], args[4]));
        if (!args[5].isEmpty()) {
            s.shadow = new Login(args[5], args[6], args[7]);
        }
        var scratch = ScratchDatabase.open(s.workspace());
        System.out.println("url " + scratch.workspace().environment().database().url());
        new MoveCommand(dev.migrate.plan.Direction.UPGRADE)
                .run(
                        scratch.workspace(),
                        new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, null, false));
        System.out.println("upgraded");
        System.out.println(System.in.read());
    }

    /** Starts it for the project of a test. */
    static Process start(Scratch s) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ScratchMain.class.getName()));
        command.addAll(List.of(
                s.folder.toString(), s.database.kind().name(), s.login.url(), s.login.user(), s.login.password()));
        command.addAll(
                s.shadow == null ? List.of("", "", "") : List.of(s.shadow.url(), s.shadow.user(), s.shadow.password()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The line that begins so, without its beginning. */
    static String line(Process process, String begin) throws IOException {
        var reader = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String read = reader.readLine(); read != null; read = reader.readLine()) {
            said.add(read);
            if (read.startsWith(begin)) {
                return read.substring(begin.length()).strip();
            }
        }
        throw new AssertionError("\"" + begin + "\" expected in " + said);
    }
}
