package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the commands of {@code hooks.post_write} on a new script: a formatter, a linter, {@code git add}. */
final class PostWriteHooks {

    private static final String FILE = "{file}";

    private final Path project;
    private final List<String> commands;
    private final Consumer<String> out;

    PostWriteHooks(Path project, List<String> commands, Consumer<String> out) {
        this.project = project;
        this.commands = commands;
        this.out = out;
    }

    /** Runs each command in the project's folder; the first one that fails is an error, and the script stays. */
    void run(Path script) {
        for (String command : commands) {
            List<String> words = words(command, script);
            if (words.isEmpty()) {
                continue;
            }
            String output;
            int code;
            try {
                Process process = new ProcessBuilder(words)
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .start();
                process.getOutputStream().close();
                output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
                code = process.waitFor();
            } catch (IOException e) {
                throw failure(command, script, "it could not be started: " + e.getMessage(), "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(command, script, "it was interrupted", "");
            }
            if (code != 0) {
                throw failure(command, script, "it ended with " + code, output);
            }
            output.lines().forEach(out);
        }
    }

    private static RuntimeException failure(String command, Path script, String what, String output) {
        var diagnostic = Diagnostic.error(
                        "hook/post-write", "the post_write command \"" + command + "\" failed: " + what)
                .at(SourceSpan.of(script));
        if (!output.isBlank()) {
            diagnostic = diagnostic.note("its output:\n" + output.stripTrailing());
        }
        return diagnostic
                .note("the script has been written and stays as it is")
                .help("mend the command in [hooks] post_write, or delete the script")
                .toException();
    }

    /**
     * The words of a command as a shell would see them, without its expansions; {@code {file}} is put in, or appended.
     */
    private static List<String> words(String command, Path script) {
        List<String> words = new ArrayList<>(CommandLine.split(command));
        boolean named = false;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).contains(FILE)) {
                words.set(i, words.get(i).replace(FILE, script.toString()));
                named = true;
            }
        }
        if (!named && !words.isEmpty()) {
            words.add(script.toString());
        }
        return words;
    }
}
