package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a script in the user's editor and waits until it is closed. */
public final class EditCommand {

    private final Map<String, String> variables;

    /** An edit that finds the editor in these variables of the operating system. */
    public EditCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Opens the script. */
    public void run(Path script) {
        String editor = editor();
        if (editor == null) {
            throw Diagnostic.error("edit/no-editor", "neither VISUAL nor EDITOR names an editor")
                    .note("the script is \"" + script + "\"")
                    .help("EDITOR=vi mvn migrate:edit …")
                    .toException();
        }
        var words = new ArrayList<>(CommandLine.split(editor));
        words.add(script.toString());
        try {
            int code = new ProcessBuilder(words).inheritIO().start().waitFor();
            if (code != 0) {
                throw failure(editor, "ended with " + code);
            }
        } catch (IOException e) {
            throw failure(editor, "could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(editor, "was interrupted");
        }
    }

    private static RuntimeException failure(String editor, String what) {
        return Diagnostic.error("edit/editor", "the editor \"" + editor + "\" " + what)
                .help("name another: EDITOR=vi mvn migrate:edit …")
                .toException();
    }

    private @Nullable String editor() {
        String visual = variables.get("VISUAL");
        if (visual != null && !visual.isBlank()) {
            return visual;
        }
        String editor = variables.get("EDITOR");
        return editor == null || editor.isBlank() ? null : editor;
    }
}
